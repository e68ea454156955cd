package io.drover.delivery;

import io.drover.connection.Tls;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's TLS is made of. Its files are looked at whenever a connection is opened, and read again when they
 * have changed; files that can't be used, as when only one of two is new already, leave the last good ones in use. Safe
 * for every thread.
 */
public final class TlsContext {
    private final Tls tls;
    private @Nullable SSLContext context;
    private List<String> stamps = List.of();

    TlsContext(Tls tls) {
        this.tls = tls;
    }

    /**
     * Reads what the files hold, to see whether it can be used.
     *
     * @throws TlsFileException when it can't
     */
    public static void check(Tls tls) throws TlsFileException {
        make(tls);
    }

    /** The context for a connection that is opened now. */
    synchronized SSLContext get() throws NotSentException {
        List<String> now = stamps();
        SSLContext known = context;
        if (known != null && now.equals(stamps)) {
            return known;
        }
        try {
            SSLContext fresh = make(tls);
            context = fresh;
            stamps = now;
            return fresh;
        } catch (TlsFileException e) {
            if (known == null) {
                throw new NotSentException(e.sentence(), e);
            }
            stamps = now;
            return known;
        }
    }

    /**
     * With TLS 1.3 a server looks at the client's certificate only when the client thinks that all is done. Waits whether
     * it has something against it; who sent at once would mostly learn only that the connection broke.
     *
     * @throws IOException when it has
     */
    static void awaitRefusal(SSLSocket socket, Duration time) throws IOException {
        if (!socket.getSession().getProtocol().equals("TLSv1.3")) {
            return;
        }
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout((int) time.toMillis());
        try {
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("the server spoke first, so it is none for HTTP");
            }
            throw new HungUpException();
        } catch (SocketTimeoutException nothingAgainstIt) {
            socket.setSoTimeout(timeout);
        } catch (SocketException e) {
            // A reset overtakes the alert that said why.
            throw (HungUpException) new HungUpException().initCause(e);
        }
    }

    /** The server hung up when it had seen the client's certificate, without a word. */
    static final class HungUpException extends SSLException {
        private static final long serialVersionUID = 1L;

        HungUpException() {
            super("the server closed the connection");
        }
    }

    /** The context of the files as they are now. */
    static SSLContext make(Tls tls) throws TlsFileException {
        Optional<ClientIdentity> identity = tls.identity().isPresent()
                ? Optional.of(ClientIdentity.read(tls.identity().get()))
                : Optional.empty();
        Optional<TrustedCertificates> trust = tls.trust().isPresent()
                ? Optional.of(TrustedCertificates.read(tls.trust().get(), tls.systemTrust()))
                : Optional.empty();
        try {
            KeyManager @Nullable [] keys = identity.isPresent() ? identity.get().managers() : null;
            TrustManager @Nullable [] trusted = trust.isPresent() ? trust.get().managers() : null;
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be set up with certificates that could be read", e);
        }
    }

    private List<String> stamps() {
        List<Path> files = new ArrayList<>();
        tls.identity().ifPresent(identity -> files.addAll(identity.files()));
        tls.trust().ifPresent(trust -> files.add(trust.file()));
        return files.stream().map(TlsContext::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "";
        }
    }
}
