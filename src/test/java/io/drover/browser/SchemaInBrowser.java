package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema designer, by keyboard from a dropped file to a load that uses it. */
class SchemaInBrowser extends Browsing {
    private static final int ENTER = 13;
    private static final int UP = 38;
    private static final int DELETE = 46;
    private static final String NAMES =
            "[...document.querySelectorAll('.f-name')].map((field) => field.value).join(' ')";

    @Test
    void aSchemaIsDraftedFromAFileEditedByKeyboardTriedAndSavedToTheLoad() throws Exception {
        try (ScriptedServer api = ScriptedServer.playing(ScriptedServer.answer(200, "[]"))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\",\"api_base_url\":\""
                            + api.url() + "\"}}");
            drover.post("/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\"}");
            signIn();
            tab.go(drover.url("/schema?load=rows"));
            tab.choose("#sample", file("rows.csv", "code,points,city\n007,12,Bern\n008,many,\n"));
            tab.await(NAMES + " === 'code points city'");
            tab.awaitText("3 matched");
            tab.awaitText("{\"code\":\"007\",\"points\":\"12\",\"city\":\"Bern\"}");
            set(".fields-table tr:nth-child(2) select", "integer");
            tab.awaitText("'points' must be an integer, but was 'many'");
            tab.value("document.querySelectorAll('.f-name')[1].focus()");
            tab.altKey("ArrowUp", UP);
            tab.await(NAMES + " === 'points code city'");
            tab.await("document.activeElement.value === 'points'");
            tab.altKey("Delete", DELETE);
            tab.await(NAMES + " === 'code city'");
            tab.awaitText("1 extra");
            tab.key("Enter", ENTER);
            tab.await("document.activeElement.value === ''");
            tab.ask("Input.insertText", java.util.Map.of("text", "customer.no"));
            tab.awaitText("Missing in the sample");
            tab.type(".fields-table tr:nth-child(2) .f-source", "code");
            tab.awaitText("\"customer\":{\"no\":\"007\"}");
            assertThat(axe()).isEmpty();
            tab.press("Save to Rows");
            tab.await("location.pathname === '/loads/rows'");
            assertThat(Files.readString(folder.resolve("schemas/rows.schema.yaml")))
                    .contains("  - name: customer.no\n    type: string\n    source: code\n");
            tab.go(drover.url("/schema?load=rows"));
            tab.await(NAMES + " === 'code customer.no city'");
            drover.upload("rows", "rows.csv", "code,points,city\n007,12,Bern\n");
            org.awaitility.Awaitility.await().until(() -> !api.received().isEmpty());
            assertThat(api.received().get(0).body()).contains("\"customer\":{\"no\":\"007\"}");
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private void set(String selector, String value) {
        tab.value("(() => { const field = document.querySelector(" + Tab.quoted(selector) + "); field.value = "
                + Tab.quoted(value) + "; field.dispatchEvent(new Event('change', {bubbles: true})); })()");
    }

    private List<String> axe() throws Exception {
        List<String> problems = new ArrayList<>();
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(320, 1280)) {
                tab.look(width, 900, dark);
                problems.addAll(problems("schema dark=" + dark + " width=" + width));
            }
        }
        return problems;
    }
}
