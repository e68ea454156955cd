package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.Drafts;
import io.drover.config.SettingsProblems;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code spec/urls.yaml}, URL by URL. Nothing of it is looked up in a network: every host is an address or local. */
class UrlSpecTest {
    private static final Reach PUBLIC = Reach.publicOr(List.of());

    @TempDir
    Path folder;

    static Stream<Arguments> nowhere() throws IOException {
        return urls("nowhere");
    }

    static Stream<Arguments> somewhere() throws IOException {
        return urls("somewhere");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nowhere")
    void leadsNowhere(String id, String url) {
        assertThat(leads(url)).as(id).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("somewhere")
    void leadsToAPublicAddress(String id, String url) {
        assertThat(leads(url)).as(id).isTrue();
    }

    private boolean leads(String url) {
        URI read;
        try {
            read = Drafts.connection("crm", Map.of("api_base_url", url), folder)
                    .endpoint()
                    .apiBaseUrl();
        } catch (SettingsProblems refused) {
            return false;
        }
        try {
            return PUBLIC.problem(read).isEmpty()
                    && !PUBLIC.resolve(read.getHost()).isEmpty();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    private static Stream<Arguments> urls(String list) throws IOException {
        try (InputStream in = Objects.requireNonNull(UrlSpecTest.class.getResourceAsStream("/spec/urls.yaml"))) {
            Map<?, ?> table = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return ((List<?>) Objects.requireNonNull(table.get(list)))
                    .stream().map(one -> (Map<?, ?>) one).map(one -> Arguments.of(one.get("id"), one.get("url")));
        }
    }
}
