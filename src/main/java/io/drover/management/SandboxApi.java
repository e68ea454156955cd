package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What the jar brings along for a first run: a destination and a file. */
final class SandboxApi {
    private final Playground playground;

    SandboxApi(Playground playground) {
        this.playground = playground;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/api/sandbox", Role.VIEWER, call -> ApiAnswer.ok(json())),
                Operation.of("POST", "/api/sandbox", Role.ADMIN, call -> start()),
                Operation.of("GET", "/api/sample", Role.VIEWER, call -> sample()));
    }

    private ObjectNode json() {
        return Bodies.object()
                .put("running", playground.url().isPresent())
                .put("url", playground.url().orElse(""));
    }

    private ApiAnswer start() {
        try {
            playground.start();
            return ApiAnswer.ok(json());
        } catch (IOException e) {
            throw Refusal.conflict("The sandbox can't be started: " + e.getMessage());
        }
    }

    private static ApiAnswer sample() {
        try (InputStream in =
                Objects.requireNonNull(SandboxApi.class.getResourceAsStream("/demo/customers.csv"), "the sample")) {
            return ApiAnswer.of(200, "text/csv", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the sample can't be read", e);
        }
    }
}
