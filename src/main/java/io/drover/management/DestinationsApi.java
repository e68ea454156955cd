package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Field;
import io.drover.connection.store.Role;
import java.util.List;

/** The kinds of destination there are, with the fields of their connections and loads. */
final class DestinationsApi {
    static final String HTTP = "http";

    private final Definitions definitions;

    DestinationsApi(Definitions definitions) {
        this.definitions = definitions;
    }

    static void require(String name) {
        if (!name.equals(HTTP)) {
            throw Refusal.notFound("There is no kind of destination of that name; there is " + HTTP);
        }
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/api/destinations", Role.VIEWER, call -> {
                    ObjectNode json = Bodies.object();
                    json.putArray("items").add(http());
                    return ApiAnswer.ok(json);
                }),
                Operation.of("GET", "/api/destinations/{destination_name}", Role.VIEWER, call -> {
                    require(call.parameter("destination_name"));
                    return ApiAnswer.ok(http());
                }));
    }

    private ObjectNode http() {
        ObjectNode json = Bodies.object();
        json.put("name", HTTP)
                .put("title", "HTTP API")
                .put("description", "An API that takes JSON: one object or an array of them per request.");
        json.set("connection_params", schema(new ConnectionFields(definitions).params(), "api_base_url"));
        json.set("load_params", schema(definitions.loadFields(), "connection"));
        return json;
    }

    private static ObjectNode schema(List<Field> fields, String required) {
        ObjectNode schema = Bodies.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object");
        schema.putArray("required").add(required);
        ObjectNode properties = schema.putObject("properties");
        fields.forEach(field -> properties.set(field.name(), field.schema()));
        return schema.put("additionalProperties", false);
    }
}
