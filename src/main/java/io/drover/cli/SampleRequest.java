package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.response.AnswerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a request body in a file: of an array, of the only array in an object, or the object itself. */
final class SampleRequest implements RecordReader {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<String> records;
    private int at;

    private SampleRequest(List<String> records) {
        this.records = records;
    }

    /**
     * The request as a batch.
     *
     * @throws RefusedException when the file holds no records
     */
    static Batch batch(Path file) throws IOException {
        Object tree = AnswerJson.read(Files.readAllBytes(file))
                .orElseThrow(() -> new RefusedException(
                        "the request must be one JSON value, but " + file + " is not; write the body that was sent"));
        List<String> records = new ArrayList<>();
        for (Object record : records(tree)) {
            if (!(record instanceof Map)) {
                throw new RefusedException("the records of the request must be JSON objects, but record "
                        + (records.size() + 1) + " of " + file + " is not");
            }
            records.add(JSON.writeValueAsString(record));
        }
        if (records.isEmpty()) {
            throw new RefusedException("the request must have records, but " + file + " has none");
        }
        return new Batcher("SAMPLE", new SampleRequest(records), records.size(), Integer.MAX_VALUE)
                .next()
                .orElseThrow();
    }

    private static List<?> records(Object tree) {
        if (tree instanceof List<?> list) {
            return list;
        }
        List<?> wrapped = List.of(tree);
        int arrays = 0;
        if (tree instanceof Map<?, ?> members) {
            for (Object value : members.values()) {
                if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                    wrapped = list;
                    arrays++;
                }
            }
        }
        return arrays == 1 ? wrapped : List.of(tree);
    }

    @Override
    public SourceShape shape() {
        return new SourceShape.Json();
    }

    @Override
    public boolean next() {
        return at++ < records.size();
    }

    @Override
    public long ordinal() {
        return at;
    }

    @Override
    public long line() {
        return at;
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public void appendSource(Bytes to) {
        to.append(records.get(at - 1));
    }

    @Override
    public void appendJson(Bytes to) {
        to.append(records.get(at - 1));
    }

    @Override
    public Cells cells(List<String> columns) {
        return Cells.NONE;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
