package io.drover.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Secret;
import io.drover.delivery.RefreshTokens.Vault;
import io.drover.delivery.TokenExchange.Answer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One refresh token, which the token endpoint may replace each time it is used (RFC 6749 section 6). Its successor is
 * kept before anything else is done with the answer; whoever is killed between the two goes on with the successor. One
 * use at a time.
 */
public final class RefreshToken {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Secret given;
    private final Vault vault;
    private @Nullable Secret current;
    /** The token endpoint gave it, but it is not kept yet. */
    private @Nullable Secret unkept;

    RefreshToken(Secret given, Vault vault) {
        this.given = given;
        this.vault = vault;
    }

    /** What uses a refresh token. */
    interface Use {
        Answer ask(Secret refreshToken) throws IOException;
    }

    /**
     * Uses the newest token.
     *
     * @throws UnkeptException when the store can't be read or written: the answer must not be used, and its token is
     *     kept at the next use
     * @throws IOException when no whole answer came
     */
    synchronized Answer use(Use use) throws IOException {
        keep();
        Answer answer = use.ask(newest());
        Secret successor = successor(answer);
        if (!successor.isEmpty() && !successor.equals(newest())) {
            unkept = successor;
            keep();
        }
        return answer;
    }

    private Secret newest() throws UnkeptException {
        Secret known = current;
        if (known == null) {
            try {
                known = vault.newest(given).orElse(given);
            } catch (RuntimeException e) {
                throw new UnkeptException(e);
            }
            current = known;
        }
        return known;
    }

    private void keep() throws UnkeptException {
        Secret next = unkept;
        if (next != null) {
            try {
                vault.keep(given, next);
            } catch (RuntimeException e) {
                throw new UnkeptException(e);
            }
            current = next;
            unkept = null;
        }
    }

    private static Secret successor(Answer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            return Secret.NONE;
        }
        try {
            return new Secret(JSON.readTree(answer.body()).path("refresh_token").asText(""));
        } catch (IOException notJson) {
            return Secret.NONE;
        }
    }

    /** The store of refresh tokens could not be read or written. */
    static final class UnkeptException extends IOException {
        private static final long serialVersionUID = 1L;

        UnkeptException(RuntimeException cause) {
            super("the refresh token can't be kept: " + cause.getMessage(), cause);
        }
    }
}
