package io.drover.config;

import io.drover.connection.Secret;
import java.time.Duration;
import java.util.List;

/** The keys of the process as a whole. */
final class GeneralKeys {
    static final Key<String> HOME = key(
            "home",
            Types.FOLDER,
            "data",
            "/var/lib/drover",
            "Folder below which inbox/, processing/, done/, results/, rejected/ and state/ live. Relative to the"
                    + " working directory.");
    static final Key<String> SERVER_HOST = key(
            "server.host",
            Types.text("a host name or address", text -> text.matches("[A-Za-z0-9.:_-]+")),
            "127.0.0.1",
            "0.0.0.0",
            "Address on which console, management API, health and metrics are reached. Only `run` opens ports.");
    static final Key<Integer> SERVER_PORT = key(
            "server.port", Types.integer(0, 65535), "8080", "80", "Port of console and management API. 0: a free one.");
    static final Key<Integer> MANAGEMENT_PORT = key(
            "management.port", Types.integer(0, 65535), "9876", "9000", "Port of health and metrics. 0: a free one.");
    static final Key<Duration> HISTORY = key(
            "history",
            Units.duration("1m", "36500d"),
            "365d",
            "90d",
            "How long runs and events are remembered. A run that ended before is not listed any more, and its file is not"
                    + " known when it is dropped again. Result files stay.");
    static final Key<List<String>> ALLOWED_HOSTS = key(
            "api.allowed-hosts",
            Types.LIST,
            "",
            "intranet.example.com",
            "Hosts that connections made through the management API may reach although they are not public or not"
                    + " https. Connections in this file need no permission.");
    static final Key<List<String>> EMBED_ORIGINS = key(
            "embed.origins",
            Types.ORIGINS,
            "",
            "https://app.example.com",
            "Origins whose pages may show the console's form for a connection in an iframe, to let their own users enter"
                    + " credentials. Empty: none.");
    static final Key<Secret> API_TOKEN = key(
            "api.token",
            Types.SECRET,
            "",
            "",
            "A token of an administrator for console, management API and metrics. Empty: the first start makes one and"
                    + " prints it once.");
    static final Key<Secret> SECRETS_KEY = key(
            "secrets.key",
            Types.SECRET,
            "",
            "",
            "32 bytes in Base64 that seal the secrets of connections made through the management API. Empty: the first"
                    + " start makes a key in `state/secrets.key`.");
    static final Key<Secret> SECRETS_OLD_KEY = key(
            "secrets.old-key",
            Types.SECRET,
            "",
            "",
            "The `secrets.key` before it, until `secrets rotate` has sealed everything with the new one.");
    static final Key<String> DELIVER_TO = key(
            "deliver-to",
            Types.text("a Camel endpoint, like direct:deliver-batch", text -> text.matches("[a-z][a-z0-9+.-]*:\\S+")),
            "direct:deliver-batch",
            "direct:deliver-batch",
            "The endpoint to which the route `run-file` hands batches.");
    static final Key<LogFormat> LOG_FORMAT = key(
            "log.format",
            Types.word(LogFormat.class, true),
            "text",
            "ecs",
            "Log lines for people, or for machines: JSON in the Elastic Common Schema.");
    static final Key<LogLevel> LOG_LEVEL = key(
            "log.level",
            Types.word(LogLevel.class, false),
            "INFO",
            "DEBUG",
            "The least important events that are logged.");

    static final List<Key<?>> ALL = List.of(
            HOME,
            SERVER_HOST,
            SERVER_PORT,
            MANAGEMENT_PORT,
            HISTORY,
            ALLOWED_HOSTS,
            EMBED_ORIGINS,
            API_TOKEN,
            SECRETS_KEY,
            SECRETS_OLD_KEY,
            DELIVER_TO,
            LOG_FORMAT,
            LOG_LEVEL);

    private GeneralKeys() {}

    private static <T> Key<T> key(String suffix, Type<T> type, String defaultText, String example, String meaning) {
        return new Key<>("drover." + suffix, type, defaultText, example, meaning);
    }
}
