package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The access token of one connection, shared by its workers. While one asks for a new token the others wait for the
 * answer instead of asking too.
 */
public final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final int EARLY_SHARE = 10;

    private final Credentials.OAuth2 credentials;
    private final TokenForm form;
    private final Optional<RefreshToken> refreshToken;
    private final TokenExchange exchange;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Held held = Held.NONE;

    /**
     * Tokens of one connection.
     *
     * @param refreshToken what they are asked for with; empty: client credentials are enough
     */
    public Tokens(
            Credentials.OAuth2 credentials,
            Optional<RefreshToken> refreshToken,
            TokenExchange exchange,
            LongSupplier nanoTime) {
        this.credentials = credentials;
        this.form = new TokenForm(credentials);
        this.refreshToken = refreshToken;
        this.exchange = exchange;
        this.nanoTime = nanoTime;
    }

    /** The current token, or a new one when there is none or its time is nearly over. */
    public Token get() {
        Held now = held;
        if (now.isFresh(nanoTime.getAsLong())) {
            return new Token.Granted(now.accessToken);
        }
        long waitedFor = now.asked;
        asking.lock();
        try {
            Held latest = held;
            // Somebody else asked while this thread waited: their answer is ours too, also when it is a refusal.
            if (latest.asked != waitedFor && !(latest.outcome instanceof Token.Granted)) {
                return latest.outcome;
            }
            if (latest.isFresh(nanoTime.getAsLong())) {
                return latest.outcome;
            }
            held = ask(latest.asked + 1);
            return held.outcome;
        } finally {
            asking.unlock();
        }
    }

    /** The destination answered 401 to this token. The next {@link #get} asks for another, unless somebody has already. */
    public void invalidate(Secret accessToken) {
        asking.lock();
        try {
            if (held.accessToken.equals(accessToken)) {
                held = new Held(new Token.Unavailable("no token yet"), Secret.NONE, 0, false, held.asked);
            }
        } finally {
            asking.unlock();
        }
    }

    private Held ask(long number) {
        long before = nanoTime.getAsLong();
        Token outcome;
        long lifeNanos = 0;
        boolean expires = false;
        try {
            TokenExchange.Answer answer =
                    refreshToken.isPresent() ? refreshToken.get().use(this::refresh) : post(form.ofClient());
            JsonNode json = parse(answer);
            outcome = TokenAnswers.read(answer, json);
            expires = json.path("expires_in").asLong(0) > 0;
            lifeNanos = expires ? life(json.path("expires_in").asLong()) : 0;
        } catch (RefreshToken.UnkeptException e) {
            outcome = new Token.Unavailable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            outcome = new Token.Unavailable("the token endpoint gave no answer: " + Reasons.of(e));
        }
        Secret accessToken = outcome instanceof Token.Granted granted ? granted.accessToken() : Secret.NONE;
        return new Held(outcome, accessToken, before + lifeNanos, expires, number);
    }

    private TokenExchange.Answer refresh(Secret token) throws IOException {
        return post(form.of(token));
    }

    private TokenExchange.Answer post(byte[] body) throws IOException {
        return exchange.post(credentials.oauthBaseUrl(), form.authorization(), body);
    }

    /** Renewed 30 s early, but no more than a tenth of its life. */
    private static long life(long expiresInSeconds) {
        Duration life = Duration.ofSeconds(
                Math.min(expiresInSeconds, Duration.ofDays(365).toSeconds()));
        Duration tenth = life.dividedBy(EARLY_SHARE);
        return life.minus(tenth.compareTo(EARLY) < 0 ? tenth : EARLY).toNanos();
    }

    private static JsonNode parse(TokenExchange.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /**
     * The last answer.
     *
     * @param until the moment to renew at, where the token expires at all
     * @param asked how often the endpoint had been asked
     */
    private record Held(Token outcome, Secret accessToken, long until, boolean expires, long asked) {
        static final Held NONE = new Held(new Token.Unavailable("no token yet"), Secret.NONE, 0, false, 0);

        boolean isFresh(long now) {
            return !accessToken.isEmpty() && (!expires || now - until < 0);
        }
    }
}
