package io.drover.delivery;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * The outermost link of the client's chain: what fails in there without {@link AnswerGuard} having been reached, failed
 * before a connection was open. So "not sent" is known from where it failed, not guessed from the exception's type.
 */
final class ConnectGuard implements ExecChainHandler {
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException {
        try {
            return chain.proceed(request, scope);
        } catch (NoAnswerException e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            throw new NotSentException(Reasons.of(e), e);
        }
    }
}
