package io.drover.config;

import java.util.List;

/** The page {@code docs/configuration.md}, made of the table of keys. */
final class ReferencePage {
    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the table of keys. Regenerate: mvn test -Dtest=ReferencePageTest -Ddrover.regenerate=true -->

            Drover reads `application.properties` in the working directory, or the file named by `--config`. The file is
            UTF-8; a backslash is written twice (`\\\\.`) and a `#` starts a comment only at the start of a line. Over the
            file stand environment variables: `DROVER_CONNECTIONS_CRM_CLIENT_SECRET` sets
            `drover.connections.crm.client-secret`. A name with dashes is written with underscores. With `_FILE` behind
            it a variable names a file that holds the value, as secrets of containers do.

            `NAME` is the name of a connection or load: 1 to 63 of `a-z`, `0-9`, `-` and `_`. Durations are `500ms`,
            `30s`, `5m`, `1h`, `90d`; sizes `512KB`, `10MB` (of 1024). A key that is not known stops the start, and all problems
            are reported together with the line or variable they come from. Keys without the prefix `drover.` are handed
            to Camel: its own `camel.*`, and `{{placeholders}}` of your routes.

            """;

    private ReferencePage() {}

    static String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        section(page, "The process", GeneralKeys.ALL);
        section(page, "A connection", ConnectionKeys.ALL);
        section(page, "A load", LoadKeys.ALL);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<Key<?>> keys) {
        page.append("## ").append(title).append("\n\n");
        page.append("| key | default | meaning | allowed | example | environment variable |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (Key<?> key : keys) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            code(key.pattern()),
                            code(key.defaultText()),
                            escaped(key.meaning()),
                            escaped(key.type().allowed()),
                            code(key.example()),
                            code(key.environment())))
                    .append(" |\n");
        }
        page.append('\n');
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + escaped(text) + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
