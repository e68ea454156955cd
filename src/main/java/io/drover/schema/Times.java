package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.JsonText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates, and dates with a time: from the formats of the source to the one that is sent. */
final class Times implements Conversion {
    private final FieldType type;
    private final List<TimeFormat> sources;
    private final TimeFormat output;
    private final @Nullable ZoneId zone;
    private final @Nullable ZoneId outputZone;
    private final boolean isoToIso;

    /**
     * @param type date or datetime
     * @param sources tried one after the other
     * @param zone of times that the source writes without offset; null: they are sent without
     * @param outputZone that times are sent in; null: the one they have
     */
    Times(
            FieldType type,
            List<TimeFormat> sources,
            TimeFormat output,
            @Nullable ZoneId zone,
            @Nullable ZoneId outputZone) {
        this.type = type;
        this.sources = List.copyOf(sources);
        this.output = output;
        this.zone = zone;
        this.outputZone = outputZone;
        this.isoToIso = sources.stream().allMatch(TimeFormat::isIso) && output.isIso() && outputZone == null;
    }

    /** The same output from values as a schema file writes them. */
    Times fromIso() {
        return new Times(type, List.of(TimeFormat.parse("iso", type)), output, zone, outputZone);
    }

    /** What reads values as they are sent. */
    Times asSent() {
        return new Times(type, List.of(output), output, null, null);
    }

    /** Whether they are sent as numbers. */
    boolean isNumber() {
        return output.isNumber();
    }

    @Override
    public String append(Cell cell, Bytes to) {
        if (isoToIso && copies(cell)) {
            to.append('"').append(cell.bytes(), cell.from(), cell.length()).append('"');
            return DONE;
        }
        String value = cell.text();
        for (TimeFormat source : sources) {
            Optional<Temporal> moment = read(value, source);
            if (moment.isPresent()) {
                return write(moment.get(), to);
            }
        }
        return asked();
    }

    /** The rule for values of the source. */
    String asked() {
        return "must be a " + (type == FieldType.DATE ? "date" : "time") + " written as "
                + String.join(" or ", sources.stream().map(this::example).toList());
    }

    private Optional<Temporal> read(String value, TimeFormat source) {
        try {
            return Optional.of(type == FieldType.DATE ? source.readDate(value) : placed(source.readDateTime(value)));
        } catch (DateTimeException notInThisFormat) {
            return Optional.empty();
        }
    }

    private boolean copies(Cell cell) {
        if (type == FieldType.DATE) {
            return IsoTime.isDate(cell.bytes(), cell.from(), cell.end());
        }
        return switch (IsoTime.dateTime(cell.bytes(), cell.from(), cell.end())) {
            case WITH_OFFSET -> true;
            case WITHOUT_OFFSET -> zone == null;
            case NO_TIME -> false;
        };
    }

    private Temporal placed(Temporal read) {
        ZoneId missing = zone;
        Temporal placed = missing != null && read instanceof LocalDateTime local ? local.atZone(missing) : read;
        ZoneId wanted = outputZone;
        return wanted != null && placed instanceof ZonedDateTime zoned ? zoned.withZoneSameInstant(wanted) : placed;
    }

    private String write(Temporal moment, Bytes to) {
        boolean local = moment instanceof LocalDateTime;
        if (local && (outputZone != null || output.isNumber())) {
            return "must have an offset such as Z or +01:00, or the schema a zone";
        }
        String text;
        try {
            text = output.write(moment);
        } catch (DateTimeException e) {
            return "must have what the format " + output.text() + " shows";
        }
        if (output.isNumber()) {
            to.append(text);
        } else {
            to.append('"');
            JsonText.append(to, text);
            to.append('"');
        }
        return DONE;
    }

    private String example(TimeFormat format) {
        if (!format.isIso()) {
            return format.text();
        }
        return type == FieldType.DATE ? "2026-01-31" : "2026-01-31T10:15:30Z";
    }
}
