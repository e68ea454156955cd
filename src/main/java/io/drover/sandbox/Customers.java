package io.drover.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges customers by their own data only, so the same records get the same answers for ever: an element that is no
 * object or has no {@code id} is E100, an empty {@code city} E101, an {@code email} without @ E102. An id may come
 * again. Fields that are not sent at all are not asked for.
 */
final class Customers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Customers() {}

    /** What is wrong with one customer. */
    private record Refusal(String code, String message) {}

    /** Answers a batch with a list of successes and a list of errors; each names its customer by {@code id}. */
    static ObjectNode answer(JsonNode customers) {
        ArrayNode successes = JSON.arrayNode();
        ArrayNode errors = JSON.arrayNode();
        for (JsonNode customer : customers) {
            Optional<Refusal> refusal = refusal(customer);
            if (refusal.isPresent()) {
                errors.add(element(customer, false)
                        .put("code", refusal.get().code())
                        .put("message", refusal.get().message()));
            } else {
                successes.add(element(customer, true)
                        .put("entity_id", entityId(customer.path("id").asText()))
                        .put("message", "Customer created"));
            }
        }
        ObjectNode answer = JSON.objectNode();
        ObjectNode result = answer.putObject("result");
        result.putObject("success").set("data", successes);
        result.putObject("errors").set("data", errors);
        return answer;
    }

    private static ObjectNode element(JsonNode customer, boolean status) {
        ObjectNode element = JSON.objectNode();
        if (customer.has("id")) {
            element.set("id", customer.get("id"));
        }
        return element.put("status", status);
    }

    private static Optional<Refusal> refusal(JsonNode customer) {
        if (customer.path("id").asText("").isBlank()) {
            return Optional.of(new Refusal("E100", "Missing id"));
        }
        if (customer.has("city") && customer.path("city").asText().isBlank()) {
            return Optional.of(new Refusal("E101", "Invalid address"));
        }
        if (customer.has("email") && !customer.path("email").asText().contains("@")) {
            return Optional.of(new Refusal("E102", "Invalid email"));
        }
        return Optional.empty();
    }

    /** The destination's own name for a customer, made from the customer's id. */
    private static String entityId(String id) {
        String digits = UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString();
        return "cus_" + digits.substring(0, 8).toLowerCase(Locale.ROOT);
    }
}
