package io.drover.route;

import io.drover.load.Load;
import io.drover.schema.Promises;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The promises of loads' schemas, read once while a schema stays as it is. Safe for many threads. */
final class KnownSchemas {
    private final Map<String, Known> byLoad = new ConcurrentHashMap<>();

    private record Known(String schema, Optional<Promises> promises) {}

    Optional<Promises> promises(Load load) {
        String schema = load.shaping().schema();
        Known known = byLoad.get(load.name());
        if (known == null || !known.schema.equals(schema)) {
            known = new Known(schema, Promises.of(load.shaping()));
            byLoad.put(load.name(), known);
        }
        return known.promises;
    }
}
