package io.drover.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks a token endpoint, over the same HTTP stack as the deliveries of its connection. */
public interface TokenExchange {
    /**
     * One POST of a form.
     *
     * @param authorization a header to go with it
     * @throws IOException when no whole answer came
     */
    Answer post(URI tokenEndpoint, Optional<Request.Field> authorization, byte[] form) throws IOException;

    /** What the token endpoint said; the body may hold a token and must not be printed. */
    record Answer(int status, String body) {
        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }
}
