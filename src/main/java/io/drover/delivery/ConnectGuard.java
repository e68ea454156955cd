package io.drover.delivery;

import java.io.IOException;
import java.util.Optional;
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
    /** In the context of an exchange, once it has an open connection. */
    static final String CONNECTED = "drover.connected";

    private final Optional<ProxyTunnel> proxy;

    /**
     * @param proxy that connections go through
     */
    ConnectGuard(Optional<ProxyTunnel> proxy) {
        this.proxy = proxy;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException {
        try {
            scope.clientContext.removeAttribute(CONNECTED);
            proxy.ifPresent(each -> each.introduce(scope.clientContext));
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (scope.clientContext.getAttribute(CONNECTED) == null) {
                // The client hands on what a proxy answered to CONNECT as if the destination had said it.
                throw ProxyTunnel.refused(response.getCode());
            }
            return response;
        } catch (NoAnswerException | NotSentException e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            String through = proxy.isPresent() ? "through the proxy: " : "";
            throw new NotSentException(through + Reasons.of(e), e);
        }
    }
}
