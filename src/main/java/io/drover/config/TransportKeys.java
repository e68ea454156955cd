package io.drover.config;

import io.drover.connection.Secret;
import java.util.List;

/** The keys of a connection that say how its requests get to the destination. */
final class TransportKeys {
    static final Key<String> PROXY_HOST = Key.connection(
            "proxy-host",
            Types.text("a host name or address, or empty", text -> text.matches("[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+]")),
            "",
            "proxy.example.com",
            "The HTTP proxy between Drover and the destination; https goes through a tunnel (CONNECT). Empty: none.");
    static final Key<Integer> PROXY_PORT =
            Key.connection("proxy-port", Types.integer(1, 65535), "8080", "3128", "The proxy's port.");
    static final Key<String> PROXY_USER = Key.connection(
            "proxy-user",
            Types.text(
                    "a text without colon and line breaks",
                    text -> text.indexOf(':') < 0 && text.chars().noneMatch(Character::isISOControl)),
            "",
            "drover",
            "Who the proxy lets through. Empty: it asks for nobody.");
    static final Key<Secret> PROXY_PASSWORD =
            Key.connection("proxy-password", Types.SECRET, "", "", "The password of `proxy-user`.");
    static final Key<String> CLIENT_CERTIFICATE = Key.connection(
            "tls-client-certificate",
            Types.LINE,
            "",
            "certificates/drover.pem",
            "The certificate that is shown to destinations that ask for one (mTLS): a file in PEM, the chain after it, or"
                    + " in PKCS#12 with the key. A file that changes is read again.");
    static final Key<String> CLIENT_KEY = Key.connection(
            "tls-client-key",
            Types.LINE,
            "",
            "certificates/drover.key",
            "Its key: a file in PEM (PKCS#8). Empty: in the same file.");
    static final Key<Secret> CLIENT_KEY_PASSWORD = Key.connection(
            "tls-client-key-password",
            Types.SECRET,
            "",
            "",
            "What opens that key or the PKCS#12 file, if they are locked.");
    static final Key<String> TRUST = Key.connection(
            "tls-trust",
            Types.LINE,
            "",
            "certificates/authorities.pem",
            "Certificates of authorities, or of the destination itself, that are trusted: a file in PEM, PKCS#12 or JKS.");
    static final Key<Secret> TRUST_PASSWORD =
            Key.connection("tls-trust-password", Types.SECRET, "", "", "What opens `tls-trust`, if it is locked.");
    static final Key<Boolean> SYSTEM_TRUST = Key.connection(
            "tls-system-trust",
            Types.FLAG,
            "true",
            "false",
            "Whether the authorities that Java trusts are trusted beside those of `tls-trust`.");
    static final Key<Compression> COMPRESSION = Key.connection(
            "request-compression",
            Types.word(Compression.class, true),
            "none",
            "gzip",
            "gzip: bodies are sent compressed. Few APIs take that; one that does not answers 415.");

    static final List<Key<?>> ALL = List.of(
            PROXY_HOST,
            PROXY_PORT,
            PROXY_USER,
            PROXY_PASSWORD,
            CLIENT_CERTIFICATE,
            CLIENT_KEY,
            CLIENT_KEY_PASSWORD,
            TRUST,
            TRUST_PASSWORD,
            SYSTEM_TRUST,
            COMPRESSION);

    private TransportKeys() {}
}
