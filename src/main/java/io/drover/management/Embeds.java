package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Proof;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens for forms that are shown within other products. Each is good for one connection and a short time, and spent
 * by the first success. They live no longer than the process. Safe for every thread.
 */
final class Embeds {
    private static final int MOST = 1000;

    private final Clock clock;
    private final Map<String, Embed> open = new ConcurrentHashMap<>();

    Embeds(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a token is good for.
     *
     * @param connection to give new credentials to; empty: a new one is made
     * @param title of the connection; empty: who fills in the form chooses it
     * @param preset what a request would set that who fills in the form neither sees nor changes
     * @param fields that the form asks for
     * @param origin of the page that shows the form and is told how it went
     * @param maker the administrator in whose name it is done
     * @param tries that are left
     */
    record Embed(
            Optional<String> connection,
            Optional<String> title,
            ObjectNode preset,
            List<String> fields,
            String origin,
            String maker,
            Instant expiresAt,
            int tries) {
        Embed {
            fields = List.copyOf(fields);
        }

        private Embed tried() {
            return new Embed(connection, title, preset, fields, origin, maker, expiresAt, tries - 1);
        }
    }

    Instant expiry(Duration life) {
        return clock.instant().plus(life);
    }

    /** Makes a token. */
    String add(Embed embed) {
        open.values().removeIf(this::isOver);
        if (open.size() >= MOST) {
            throw Refusal.conflict("There are " + MOST + " open forms; they end by themselves");
        }
        String token = Proof.random();
        open.put(key(token), embed);
        return token;
    }

    /**
     * What the token is good for.
     *
     * @throws Refusal when it is none, spent or over
     */
    Embed look(ApiRequest request) {
        return open(open.get(key(bearer(request))));
    }

    /** The same, and nobody else can use it until it is given back. */
    Embed take(ApiRequest request) {
        return open(open.remove(key(bearer(request))));
    }

    /** Gives a taken token back, unless this was its last try. */
    void giveBack(ApiRequest request, Embed embed) {
        Embed left = embed.tried();
        if (left.tries() > 0) {
            open.put(key(bearer(request)), left);
        }
    }

    private Embed open(@org.jspecify.annotations.Nullable Embed embed) {
        if (embed == null || isOver(embed)) {
            throw Refusal.unauthorized("This form was used already, or its time is over: ask for a new one");
        }
        return embed;
    }

    private boolean isOver(Embed embed) {
        return embed.expiresAt().isBefore(clock.instant());
    }

    private static String bearer(ApiRequest request) {
        String given = request.header("authorization").orElse("");
        return given.startsWith("Bearer ") ? given.substring("Bearer ".length()) : "";
    }

    private static String key(String token) {
        return Proof.ofToken(token).hash();
    }
}
