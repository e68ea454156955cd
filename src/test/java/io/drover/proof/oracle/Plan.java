package io.drover.proof.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How requests are met; a function of the seed and the number of the request, so that a run can be repeated.
 *
 * @param percent how many of a hundred requests meet one of the faults
 * @param stormEvery every so many requests a storm of yields begins; 0: never
 * @param stormLength how many requests it lasts
 * @param keys what is made of idempotency keys
 * @param takes milliseconds for which each answer is held back
 */
public record Plan(long seed, int percent, List<Fault> faults, int stormEvery, int stormLength, Keys keys, long takes) {

    /** What is made of idempotency keys. */
    public enum Keys {
        HONOUR,
        /** All are forgotten after every hundred requests. */
        FORGET,
        IGNORE
    }

    public static final Plan KIND = new Plan(0, 0, List.of(), 0, 0, Keys.HONOUR, 0);

    public Plan {
        faults = List.copyOf(faults);
    }

    /**
     * What the request of that number meets.
     *
     * @param first whether it carries the first record of a file, on which a sender may well stop altogether
     */
    Fault meet(long number, boolean first) {
        if (stormEvery > 0 && number % stormEvery >= stormEvery - stormLength) {
            return Fault.S429_AT_ONCE;
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        if (faults.isEmpty() || random.nextInt(100) >= percent) {
            return Fault.NONE;
        }
        Fault fault = faults.get(random.nextInt(faults.size()));
        boolean stops = fault.kind() == Kind.NO_VERDICT || fault.kind() == Kind.DEFINITE;
        return first && stops ? Fault.NONE : fault;
    }

    /** As one line of words. */
    public String text() {
        return "seed=%d percent=%d faults=%s storm-every=%d storm-length=%d keys=%s takes=%d"
                .formatted(
                        seed,
                        percent,
                        String.join(",", faults.stream().map(Fault::name).toList()),
                        stormEvery,
                        stormLength,
                        keys,
                        takes);
    }

    static Plan parse(String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            words.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String faults = words.getOrDefault("faults", "");
        return new Plan(
                Long.parseLong(words.getOrDefault("seed", "0")),
                Integer.parseInt(words.getOrDefault("percent", "0")),
                faults.isEmpty()
                        ? List.of()
                        : Stream.of(faults.split(",", -1)).map(Fault::valueOf).toList(),
                Integer.parseInt(words.getOrDefault("storm-every", "0")),
                Integer.parseInt(words.getOrDefault("storm-length", "0")),
                Keys.valueOf(words.getOrDefault("keys", "HONOUR")),
                Long.parseLong(words.getOrDefault("takes", "0")));
    }
}
