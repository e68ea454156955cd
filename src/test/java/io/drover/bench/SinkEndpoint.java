package io.drover.bench;

/** How one path of the sink answers. Paths say everything, so one sink process serves every scenario. */
interface SinkEndpoint {
    SinkAnswer answer(long now, SinkStats stats);

    /**
     * Reads a path.
     *
     * <ul>
     *   <li>{@code /bulk/RECORDS}: an answer of as many elements; every 50th request is refused record by record
     *   <li>{@code /single}: one small answer
     *   <li>{@code /delay/MILLIS/RECORDS}: the bulk answer without refusals, after a delay
     *   <li>{@code /rate/PER_SECOND}: the small answer, or 429 with Retry-After: 1
     * </ul>
     */
    static SinkEndpoint of(String path) {
        String[] parts = path.substring(1).split("/", -1);
        return switch (parts[0]) {
            case "bulk" -> new Bulk(Integer.parseInt(parts[1]));
            case "single" -> always(SinkAnswer.lists("{\"id\":1}", "", 1, 0));
            case "delay" ->
                always(SinkAnswer.lists("{}", "", Integer.parseInt(parts[2]), 1_000_000 * Long.parseLong(parts[1])));
            case "rate" -> new Rated(Double.parseDouble(parts[1]));
            default ->
                throw new IllegalArgumentException(
                        "The sink has no path " + path + "; it has /bulk, /single, /delay and /rate (SinkEndpoint).");
        };
    }

    private static SinkEndpoint always(SinkAnswer answer) {
        return (now, stats) -> {
            stats.accepted(now);
            return answer;
        };
    }

    /** Accepts at once; every 50th request has all its records in the error list. */
    final class Bulk implements SinkEndpoint {
        private final int records;
        private final SinkAnswer success;
        private final SinkAnswer errors;
        private long requests;

        Bulk(int records) {
            this.records = records;
            this.success = SinkAnswer.lists("{}", "", records, 0);
            this.errors = SinkAnswer.lists("", "{\"code\":\"E1\",\"message\":\"refused\"}", records, 0);
        }

        @Override
        public SinkAnswer answer(long now, SinkStats stats) {
            stats.accepted(now);
            if (++requests % 50 != 0) {
                return success;
            }
            stats.failed(records);
            return errors;
        }
    }

    /** A token bucket of 20 that says its rate only by refusing. */
    final class Rated implements SinkEndpoint {
        private static final double BURST = 20;
        private final double tokensPerNano;
        private final SinkAnswer accepted = SinkAnswer.lists("{\"id\":1}", "", 1, 0);
        private final SinkAnswer refused = SinkAnswer.of("429 Too Many Requests\r\nRetry-After: 1", "{}", 0);
        private double tokens = BURST;
        private long filledAt;

        Rated(double perSecond) {
            this.tokensPerNano = perSecond / 1e9;
        }

        @Override
        public SinkAnswer answer(long now, SinkStats stats) {
            tokens = filledAt == 0 ? BURST : Math.min(BURST, tokens + (now - filledAt) * tokensPerNano);
            filledAt = now;
            if (tokens < 1) {
                stats.refused(now);
                return refused;
            }
            tokens--;
            stats.accepted(now);
            return accepted;
        }
    }
}
