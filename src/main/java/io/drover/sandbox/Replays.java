package io.drover.sandbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers kept by Idempotency-Key, the newest ones only. A key's first answer is its answer for ever. */
final class Replays {
    private static final int MAX_KEPT = 10_000;

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(int bodyHash, Reply reply) {}

    /** The answer to a key that came before: the first one, or 422 if the body is another. */
    synchronized Optional<Reply> find(String key, byte[] body) {
        Kept earlier = kept.get(key);
        if (earlier == null) {
            return Optional.empty();
        }
        boolean same = earlier.bodyHash() == Arrays.hashCode(body);
        return Optional.of(
                same
                        ? earlier.reply().with("Idempotency-Replayed", "true")
                        : Reply.problem(422, "This Idempotency-Key came with another body before"));
    }

    synchronized void keep(String key, byte[] body, Reply reply) {
        if (kept.size() >= MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.putIfAbsent(key, new Kept(Arrays.hashCode(body), reply));
    }
}
