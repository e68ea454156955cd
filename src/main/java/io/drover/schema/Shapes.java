package io.drover.schema;

import io.drover.batch.Shaper;
import io.drover.batch.SourceShape;
import io.drover.load.Shaping;
import java.util.Optional;

/** How the records of a load become objects. */
public final class Shapes {
    private Shapes() {}

    /**
     * What makes the objects; empty where each record is sent as its reader writes it.
     *
     * @throws SchemaProblems when the load's schema can't be read
     */
    public static Optional<Shaper> shaper(Shaping shaping, SourceShape source) {
        return schema(shaping, source).map(Mapping::new);
    }

    /** Why no record of a file of that shape can be made an object, in one sentence for people; empty when it can. */
    public static String refusal(Shaping shaping, SourceShape source) {
        if (!shaping.schema().isEmpty()) {
            return DestinationSchema.parse(shaping.schema()).refusal(source);
        }
        return shaping.grouping().groupBy().isEmpty()
                ? ""
                : new DefaultGrouping(shaping.grouping().groupBy()).refusal(source);
    }

    private static Optional<DestinationSchema> schema(Shaping shaping, SourceShape source) {
        if (!shaping.schema().isEmpty()) {
            return Optional.of(DestinationSchema.parse(shaping.schema()));
        }
        return shaping.grouping().groupBy().isEmpty()
                ? Optional.empty()
                : Optional.of(new DefaultGrouping(shaping.grouping().groupBy()).of(source));
    }
}
