package io.drover.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.run.RunActivity.Attempt;
import io.drover.run.RunActivity.Awaited;
import io.drover.run.RunActivity.Reading;
import io.drover.run.RunActivity.Second;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run's last minutes, and what its diary does not hold yet. Guarded by itself. */
final class RunTrack {
    private static final int SECONDS_KEPT = 300;
    private static final int MOST_ATTEMPTS = 50_000;

    private final Deque<Second> seconds = new ArrayDeque<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Answered> answers = new HashMap<>();
    private final List<JsonNode> unwritten = new ArrayList<>();
    private int attemptsTold;
    private long writtenUpTo;

    private record Answered(long epochMillis, int status, Duration took) {}

    /** Goes on from what an earlier process noted. */
    synchronized void remember(JsonNode line) {
        second(line).ifPresent(second -> {
            seconds.addLast(second);
            trim();
            writtenUpTo = second.at();
        });
        attemptsTold += line.isObject() ? 1 : 0;
    }

    static Optional<Second> second(JsonNode line) {
        return line.isArray()
                ? Optional.of(new Second(
                        line.path(0).asLong(),
                        line.path(1).asLong(),
                        line.path(2).asLong(),
                        line.path(3).asLong(),
                        line.path(4).asLong()))
                : Optional.empty();
    }

    static Attempt attempt(JsonNode line) {
        return new Attempt(
                line.path("batch").asText(),
                Instant.ofEpochMilli(line.path("at").asLong()),
                line.path("status").asInt(),
                Duration.ofMillis(line.path("took").asLong()),
                line.path("then").asText(),
                line.path("reason").asText(),
                Duration.ofMillis(line.path("wait").asLong()));
    }

    synchronized void sending(String batch, long now) {
        sentAt.put(batch, now);
        if (attempts.merge(batch, 1, Integer::sum) > 1) {
            // Nobody said why it goes again: the destination was down.
            tell(batch, "again", "", Duration.ZERO);
        }
    }

    synchronized void answered(String batch, long epochMillis, int status, Duration took) {
        sentAt.remove(batch);
        answers.put(batch, new Answered(epochMillis, status, took));
    }

    /** Notes the attempt that was answered last. */
    synchronized void tell(String batch, String then, String reason, Duration wait) {
        Answered answered = answers.remove(batch);
        if (answered == null || attemptsTold >= MOST_ATTEMPTS) {
            return;
        }
        attemptsTold++;
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("batch", batch)
                .put("at", answered.epochMillis())
                .put("status", answered.status())
                .put("took", answered.took().toMillis())
                .put("then", then);
        if (!reason.isEmpty()) {
            line.put("reason", reason);
        }
        if (!wait.isZero()) {
            line.put("wait", wait.toMillis());
        }
        unwritten.add(line);
    }

    /** A batch that succeeded at its first attempt leaves nothing behind. */
    synchronized void settled(String batch, boolean failed) {
        if (failed || attempts.getOrDefault(batch, 0) > 1) {
            tell(batch, "settled", "", Duration.ZERO);
        }
        sentAt.remove(batch);
        attempts.remove(batch);
        answers.remove(batch);
    }

    synchronized void add(Second more) {
        Second last = seconds.peekLast();
        if (last != null && last.at() >= more.at()) {
            seconds.removeLast();
            seconds.addLast(last.plus(more));
        } else {
            seconds.addLast(more);
        }
        trim();
    }

    private void trim() {
        while (seconds.size() > SECONDS_KEPT) {
            seconds.removeFirst();
        }
    }

    /** What the diary does not hold yet, of whole seconds before this one. */
    synchronized List<JsonNode> unwritten(long before) {
        List<JsonNode> lines = new ArrayList<>(unwritten);
        unwritten.clear();
        for (Second second : seconds) {
            if (second.at() > writtenUpTo && second.at() < before) {
                ArrayNode line = JsonNodeFactory.instance.arrayNode();
                line.add(second.at()).add(second.succeeded()).add(second.failed());
                lines.add(line.add(second.retries()).add(second.yields()));
                writtenUpTo = second.at();
            }
        }
        return lines;
    }

    /** The second that is going on is left out: it is not whole yet. */
    synchronized Reading reading(long second, long now) {
        List<Awaited> awaited = new ArrayList<>();
        sentAt.forEach((batch, since) -> awaited.add(
                new Awaited(batch, attempts.getOrDefault(batch, 1), Duration.ofNanos(Math.max(0, now - since)))));
        awaited.sort((one, other) -> other.since().compareTo(one.since()));
        return new Reading(whole(second), awaited);
    }

    private List<Second> whole(long until) {
        Map<Long, Second> known = new HashMap<>();
        seconds.forEach(each -> known.put(each.at(), each));
        long first = seconds.isEmpty() ? until : Math.max(seconds.getFirst().at(), until - SECONDS_KEPT);
        List<Second> all = new ArrayList<>();
        for (long at = first; at < until; at++) {
            all.add(known.getOrDefault(at, new Second(at, 0, 0, 0, 0)));
        }
        return all;
    }
}
