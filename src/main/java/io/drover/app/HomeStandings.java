package io.drover.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.cli.Management;
import io.drover.cli.Standings;
import io.drover.connection.store.RunOrder;
import io.drover.connection.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Asks the process that has the home; when none can be asked, what runs were told stands in the store. */
final class HomeStandings implements Standings {
    private static final JsonMapper JSON = new JsonMapper();

    private final Optional<Management> running;
    private final Map<String, RunOrder> orders;

    HomeStandings(Path state) {
        running = HomeManagement.running(state);
        orders = running.isEmpty() && Files.exists(state.resolve("store.db")) ? orders(state) : Map.of();
    }

    private static Map<String, RunOrder> orders(Path state) {
        try (Store store = Store.open(state)) {
            return store.runOrders();
        }
    }

    @Override
    public Optional<Standing> of(String run) {
        return running.isPresent()
                ? asked(running.get(), run)
                : Optional.ofNullable(orders.get(run)).map(LiveWork::told);
    }

    private static Optional<Standing> asked(Management management, String run) {
        try {
            Management.Answer answer = management.ask("GET", "/api/runs/" + run, Optional.empty());
            JsonNode json = JSON.readTree(answer.body());
            return answer.status() == 200
                    ? Optional.of(new Standing(
                            json.path("state").asText(), json.path("reason").asText()))
                    : Optional.empty();
        } catch (IOException justEnded) {
            return Optional.empty();
        }
    }
}
