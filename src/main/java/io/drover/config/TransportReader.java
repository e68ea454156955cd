package io.drover.config;

import io.drover.connection.Proxy;
import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.connection.Transport;
import io.drover.delivery.TlsContext;
import io.drover.delivery.TlsFileException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the transport of one connection and checks that its files can be used. */
final class TransportReader {
    private final Values values;
    private final String name;
    private final Path directory;

    /**
     * A reader of one connection.
     *
     * @param directory against which files are resolved
     */
    TransportReader(Values values, String name, Path directory) {
        this.values = values;
        this.name = name;
        this.directory = directory;
    }

    /** The transport; without meaning where problems were noted. */
    Transport read() {
        boolean gzip = values.get(TransportKeys.COMPRESSION, name) == Compression.GZIP;
        return new Transport(proxy(), tls(), gzip);
    }

    private Optional<Proxy> proxy() {
        String host = values.get(TransportKeys.PROXY_HOST, name);
        String user = values.get(TransportKeys.PROXY_USER, name);
        if (host.isEmpty()) {
            refuseWithout(TransportKeys.PROXY_HOST, List.of(TransportKeys.PROXY_USER, TransportKeys.PROXY_PASSWORD));
            return Optional.empty();
        }
        if (user.isEmpty()) {
            refuseWithout(TransportKeys.PROXY_USER, List.of(TransportKeys.PROXY_PASSWORD));
        }
        int port = values.get(TransportKeys.PROXY_PORT, name);
        return Optional.of(new Proxy(host, port, user, values.get(TransportKeys.PROXY_PASSWORD, name)));
    }

    /** Keys that mean nothing as long as another one is empty. */
    private void refuseWithout(Key<?> missing, List<Key<?>> keys) {
        for (Key<?> key : keys) {
            if (!values.text(key, name).isBlank()) {
                values.refuse(key, name, "must be empty without " + missing.of(name) + ", but is set");
            }
        }
    }

    private Tls tls() {
        Optional<Path> certificate = file(TransportKeys.CLIENT_CERTIFICATE);
        Optional<Path> key = file(TransportKeys.CLIENT_KEY);
        Optional<Path> trust = file(TransportKeys.TRUST);
        if (certificate.isEmpty()) {
            refuseWithout(
                    TransportKeys.CLIENT_CERTIFICATE,
                    List.of(TransportKeys.CLIENT_KEY, TransportKeys.CLIENT_KEY_PASSWORD));
        }
        boolean system = values.get(TransportKeys.SYSTEM_TRUST, name);
        if (trust.isEmpty()) {
            refuseWithout(TransportKeys.TRUST, List.of(TransportKeys.TRUST_PASSWORD));
            if (!system) {
                values.refuse(
                        TransportKeys.SYSTEM_TRUST,
                        name,
                        "must be true without " + TransportKeys.TRUST.of(name)
                                + ", or nobody is trusted, but was false");
            }
        }
        Secret keyPassword = values.get(TransportKeys.CLIENT_KEY_PASSWORD, name);
        Secret trustPassword = values.get(TransportKeys.TRUST_PASSWORD, name);
        Tls tls = new Tls(
                certificate.map(file -> new Tls.Identity(file, key, keyPassword)),
                trust.map(file -> new Tls.Trust(file, trustPassword)),
                system);
        check(tls);
        return tls;
    }

    private Optional<Path> file(Key<String> key) {
        String named = values.get(key, name);
        try {
            return named.isEmpty() ? Optional.empty() : Optional.of(directory.resolve(named));
        } catch (InvalidPathException e) {
            values.refuse(key, name, "must be the path of a file, but was " + named);
            return Optional.empty();
        }
    }

    /** One part by itself, so that what is wrong with both is told at once. */
    private void check(Tls tls) {
        for (Tls part : List.of(
                new Tls(tls.identity(), Optional.empty(), true), new Tls(Optional.empty(), tls.trust(), true))) {
            try {
                TlsContext.check(part);
            } catch (TlsFileException e) {
                values.refuse(key(e.setting()), name, e.predicate());
            }
        }
    }

    private static Key<?> key(TlsFileException.Setting setting) {
        return switch (setting) {
            case CERTIFICATE -> TransportKeys.CLIENT_CERTIFICATE;
            case KEY -> TransportKeys.CLIENT_KEY;
            case KEY_PASSWORD -> TransportKeys.CLIENT_KEY_PASSWORD;
            case TRUST -> TransportKeys.TRUST;
            case TRUST_PASSWORD -> TransportKeys.TRUST_PASSWORD;
        };
    }
}
