package io.drover.config;

import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the shape of a connection's bodies and checks that it fits what else the connection says. */
final class BodyReader {
    private final Values values;
    private final String name;

    BodyReader(Values values, String name) {
        this.values = values;
        this.name = name;
    }

    /** The shape; without meaning where problems were noted. */
    BodyShape read(ApiMethod method, boolean bulk) {
        Optional<Body> word = values.get(ConnectionKeys.BODY_SHAPE, name);
        List<String> path = values.get(ConnectionKeys.BODY_PATH, name);
        if (!path.isEmpty() && word.filter(Body.WRAPPED::equals).isEmpty()) {
            String what = "must be empty unless " + ConnectionKeys.BODY_SHAPE.of(name) + " is wrapped, but was "
                    + String.join(".", path);
            values.refuse(ConnectionKeys.BODY_PATH, name, what);
        }
        if (word.isEmpty()) {
            return BodyShape.of(bulk);
        }
        checkBulk(word.get(), bulk);
        boolean bodyless = method == ApiMethod.GET || (method == ApiMethod.DELETE && !bulk);
        if (bodyless && word.get() != Body.OBJECT) {
            refuse("empty, because " + method + " of one record carries no body", word.get());
        }
        return switch (word.get()) {
            case ARRAY -> new BodyShape.Array();
            case OBJECT -> new BodyShape.OneObject();
            case NDJSON -> new BodyShape.Lines();
            case FORM -> new BodyShape.Form();
            case WRAPPED -> wrapped(path);
        };
    }

    private BodyShape wrapped(List<String> path) {
        if (path.isEmpty()) {
            String what = "must be set with " + ConnectionKeys.BODY_SHAPE.of(name) + "=wrapped, but is empty";
            values.refuse(ConnectionKeys.BODY_PATH, name, what);
            return new BodyShape.Array();
        }
        return new BodyShape.Wrapped(path);
    }

    private void checkBulk(Body word, boolean bulk) {
        boolean ofOne = word == Body.OBJECT || word == Body.FORM;
        boolean ofMany = word == Body.ARRAY || word == Body.NDJSON;
        String key = ConnectionKeys.BULK_SUPPORT.of(name);
        if (ofOne && bulk) {
            String shape = ConnectionKeys.BODY_SHAPE.of(name) + "=" + text(word);
            String what = "must be false with " + shape + ", which carries one record, but was true";
            values.refuse(ConnectionKeys.BULK_SUPPORT, name, what);
        } else if (ofMany && !bulk) {
            refuse("object, wrapped or form with " + key + "=false", word);
        }
    }

    private void refuse(String allowed, Body word) {
        values.refuse(ConnectionKeys.BODY_SHAPE, name, "must be " + allowed + ", but was " + text(word));
    }

    private static String text(Body word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
