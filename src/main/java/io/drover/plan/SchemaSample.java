package io.drover.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.batch.Violation;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.load.Shaping;
import io.drover.schema.DestinationSchema;
import io.drover.schema.Inference;
import io.drover.schema.InferredSchema;
import io.drover.schema.JsonSchemaImport;
import io.drover.schema.Mapping;
import io.drover.source.Sources;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A sample of what a load gets, to draft a schema from or to try one on. */
public final class SchemaSample {
    private static final long MOST_RECORDS = 100_000;
    private static final long MOST_BYTES_OF_SCHEMA = 8L << 20;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final Load load;

    /** @param requestSplitPath where the records of a JSON sample are; empty: at its root */
    public SchemaSample(Path file, CsvFormat csv, String requestSplitPath) {
        this.file = file;
        this.load = load(csv, requestSplitPath);
    }

    /** What of a load reading a file needs. */
    static Load load(CsvFormat csv, String requestSplitPath) {
        return new Load(
                "NAME",
                "",
                "",
                Path.of(""),
                Pattern.compile(".*"),
                Duration.ZERO,
                false,
                Duplicates.LOAD,
                1,
                Integer.MAX_VALUE,
                csv,
                requestSplitPath,
                Shaping.NONE);
    }

    /** A draft of a schema; of a long sample its first records are looked at. A JSON Schema is taken as one. */
    public InferredSchema infer() throws IOException, UnreadableSourceException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") && Files.size(file) <= MOST_BYTES_OF_SCHEMA) {
            try {
                JsonNode document = JSON.readTree(file.toFile());
                if (JsonSchemaImport.isJsonSchema(document)) {
                    return JsonSchemaImport.read(document);
                }
            } catch (JsonProcessingException | NumberFormatException e) {
                // Several documents after one another, or none: the reader of sources says it better.
                return inferRecords();
            }
        }
        return inferRecords();
    }

    private InferredSchema inferRecords() throws IOException, UnreadableSourceException {
        Inference inference = new Inference();
        try (RecordReader reader = Sources.open(file, load)) {
            List<String> columns = columns(reader);
            Cells cells = reader.cells(columns);
            for (long record = 0; record < MOST_RECORDS && reader.next(); record++) {
                if (reader.problem().isPresent()) {
                    continue;
                }
                if (reader.shape() instanceof SourceShape.Csv) {
                    inference.see(columns, cells);
                } else {
                    object(reader).ifPresent(inference::see);
                }
            }
        }
        return inference.result();
    }

    private static List<String> columns(RecordReader reader) {
        return reader.shape() instanceof SourceShape.Csv csv ? csv.columns() : List.of();
    }

    /** Empty for a record with a number whose exponent no number can have: it tells nothing. */
    private static Optional<JsonNode> object(RecordReader reader) throws IOException {
        Bytes json = new Bytes(1024);
        reader.appendJson(json);
        try {
            return Optional.of(JSON.readTree(json.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * What a schema makes of the first records.
     *
     * @param refusal why no file like this can be loaded; empty when it can
     * @param columns of the sample; of JSON the paths in the records that were looked at
     * @param taken those of them that the schema takes fields from
     * @param missing columns that the schema takes fields from and the sample does not have
     */
    public record Tried(
            String refusal, List<String> columns, List<String> taken, List<String> missing, List<Made> records) {
        public Tried {
            columns = List.copyOf(columns);
            taken = List.copyOf(taken);
            missing = List.copyOf(missing);
            records = List.copyOf(records);
        }
    }

    /**
     * One record.
     *
     * @param json its object; empty where it can't be made
     * @param problem why not; empty where it can
     */
    public record Made(long record, long line, String json, String problem) {}

    /** Tries a schema on the first records; the sample may break off behind them. */
    public Tried first(DestinationSchema schema, int most) throws IOException, UnreadableSourceException {
        Mapping mapping = new Mapping(schema);
        List<Made> made = new ArrayList<>();
        try (RecordReader reader = Sources.open(file, load)) {
            String refusal = schema.refusal(reader.shape());
            Set<String> columns = new LinkedHashSet<>(columns(reader));
            boolean csv = reader.shape() instanceof SourceShape.Csv;
            Cells cells = refusal.isEmpty() ? reader.cells(mapping.columns()) : reader.cells(List.of());
            while (made.size() < most && more(reader, made)) {
                if (!csv && reader.problem().isEmpty()) {
                    object(reader).ifPresent(object -> paths("", object, columns));
                }
                made.add(refusal.isEmpty() ? make(reader, mapping, cells) : untried(reader));
            }
            List<String> taken = columns.stream()
                    .filter(column -> mapping.columns().stream().anyMatch(used -> covers(used, column, csv)))
                    .toList();
            List<String> missing = mapping.columns().stream()
                    .filter(used -> columns.stream().noneMatch(column -> covers(used, column, csv)))
                    .toList();
            return new Tried(refusal, List.copyOf(columns), taken, missing, made);
        }
    }

    private static boolean more(RecordReader reader, List<Made> made) throws IOException {
        try {
            return reader.next();
        } catch (IOException brokenOff) {
            if (made.isEmpty()) {
                throw brokenOff;
            }
            return false;
        }
    }

    private static Made untried(RecordReader reader) {
        return new Made(reader.ordinal(), reader.line(), "", "");
    }

    private static Made make(RecordReader reader, Mapping mapping, Cells cells) {
        if (reader.problem().isPresent()) {
            return new Made(
                    reader.ordinal(), reader.line(), "", reader.problem().get());
        }
        Bytes json = new Bytes(1024);
        List<Violation> violations = mapping.shape(List.of(cells), json);
        return violations.isEmpty()
                ? new Made(reader.ordinal(), reader.line(), json.toString(), "")
                : new Made(reader.ordinal(), reader.line(), "", Violation.message(violations));
    }

    /** A path in JSON takes what lies below it as well. */
    private static boolean covers(String used, String column, boolean csv) {
        if (csv) {
            return used.equals(column);
        }
        boolean below = used.equals("$") || column.startsWith(used + ".") || column.startsWith(used + "[");
        return used.equals(column) || below || used.startsWith(column + "[");
    }

    private static void paths(String above, JsonNode object, Set<String> paths) {
        object.properties().forEach(member -> {
            boolean plain = member.getKey().matches("[^.\\[\\]'\"]+");
            String step = plain ? member.getKey() : "['" + member.getKey() + "']";
            String path = above.isEmpty() || !plain ? above + step : above + "." + step;
            if (member.getValue().isObject() && !member.getValue().isEmpty()) {
                paths(path, member.getValue(), paths);
            } else {
                paths.add(path);
            }
        });
    }
}
