package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a configuration: it is read, or every problem in it is told, and no secret with them. */
class FuzzedSettingsTest {
    private static final String SECRET = "pl4nted-s3cret";
    private static final List<String> VALUES = List.of(
            "",
            "crm",
            "data",
            "1",
            "0",
            "-1",
            "10MB",
            "1s",
            "5m",
            "1000/1m",
            "true",
            "https://eu.example.com/a",
            "/v2/$id",
            "{\"X-A\":\"$b\"}",
            "$.a.*,$.b._",
            "429,503",
            "POST",
            "oauth2",
            "header",
            "text/plain",
            "UTF-16",
            ";",
            "a,b",
            "position",
            "resend",
            "1h/0",
            "http://[::1]:80/",
            "\\u00e9",
            ".*\\\\.csv",
            "[",
            "99999999999999999999");

    @TempDir
    Path folder;

    @Test
    void aConfigurationIsReadOrItsProblemsAreTold() {
        Path file = folder.resolve("application.properties");
        Fuzz.check(fuzz -> {
            Files.write(file, configuration(fuzz));
            try {
                Settings settings =
                        SettingsSource.inDirectory(folder, environment(fuzz)).read();
                assertThat(settings.effective().toString()).doesNotContain(SECRET);
            } catch (SettingsProblems refused) {
                assertThat(refused.problems()).isNotEmpty();
                assertThat(refused.getMessage()).doesNotContain(SECRET);
            }
        });
    }

    private static byte[] configuration(Fuzz fuzz) {
        StringBuilder text = new StringBuilder("""
                drover.connections.crm.api-base-url=https://eu.example.com
                drover.connections.crm.auth=bearer
                drover.connections.crm.client-secret=%s
                drover.loads.customers.connection=crm
                """.formatted(SECRET));
        for (int left = fuzz.below(8); left > 0; left--) {
            text.append(key(fuzz)).append('=').append(value(fuzz)).append('\n');
        }
        // What is spoilt comes behind the secret: cutting one in two would make another value of it.
        int from = text.indexOf("drover.loads");
        String whole =
                fuzz.below(3) == 0 ? text.substring(0, from) + fuzz.spoilt(text.substring(from)) : text.toString();
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    private static String key(Fuzz fuzz) {
        return fuzz.oneOf(List.copyOf(Keys.ALL))
                .pattern()
                .replace("NAME", fuzz.oneOf(List.of("crm", "customers", "x.y")));
    }

    private static String value(Fuzz fuzz) {
        return fuzz.below(4) == 0 ? fuzz.text(4).replaceAll("[\r\n]", "") : fuzz.oneOf(VALUES);
    }

    private static Map<String, String> environment(Fuzz fuzz) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int left = fuzz.below(4); left > 0; left--) {
            String variable = "DROVER_"
                    + key(fuzz)
                            .replace("drover.", "")
                            .replace('.', '_')
                            .replace('-', '_')
                            .toUpperCase(java.util.Locale.ROOT);
            environment.put(fuzz.below(4) == 0 ? variable + "_FILE" : variable, value(fuzz));
        }
        return environment;
    }
}
