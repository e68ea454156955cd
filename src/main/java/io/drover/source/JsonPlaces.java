package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.JsonText;
import io.drover.schema.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** What is wanted of a JSON value: itself, for some columns, and what is in it. */
final class JsonPlaces {
    private static final JsonPlaces NOWHERE = new JsonPlaces(new byte[0]);

    /** The name in quotes as compact JSON has it, or the digits of an index. */
    private final byte[] key;

    private final List<JsonPlaces> inside = new ArrayList<>();
    private int[] columns = {};

    private JsonPlaces(byte[] key) {
        this.key = key;
    }

    /** The places of columns, as seen from the record's root; {@code $} is the root. */
    static JsonPlaces of(List<String> paths) {
        JsonPlaces root = new JsonPlaces(new byte[0]);
        for (int column = 0; column < paths.size(); column++) {
            JsonPlaces place = root;
            if (!paths.get(column).equals("$")) {
                for (FieldPath.Step step : FieldPath.parse(paths.get(column)).steps()) {
                    place = place.enter(key(step));
                }
            }
            place.columns = Arrays.copyOf(place.columns, place.columns.length + 1);
            place.columns[place.columns.length - 1] = column;
        }
        return root;
    }

    private static byte[] key(FieldPath.Step step) {
        Bytes key = new Bytes(32);
        if (step instanceof FieldPath.Member member) {
            key.append('"');
            JsonText.append(key, member.name());
            key.append('"');
        } else if (step instanceof FieldPath.Element element) {
            key.appendNumber(element.index());
        }
        return key.toByteArray();
    }

    private JsonPlaces enter(byte[] step) {
        for (JsonPlaces place : inside) {
            if (Arrays.equals(place.key, step)) {
                return place;
            }
        }
        JsonPlaces place = new JsonPlaces(step);
        inside.add(place);
        return place;
    }

    boolean leadsOn() {
        return !inside.isEmpty();
    }

    /** The columns that want the value itself. */
    int[] columns() {
        return columns;
    }

    /** Tells every column that wants this value or something in it. */
    void everyColumn(IntConsumer column) {
        for (int own : columns) {
            column.accept(own);
        }
        for (JsonPlaces place : inside) {
            place.everyColumn(column);
        }
    }

    /** What is wanted of the member with the name that stands there in quotes. */
    JsonPlaces member(byte[] bytes, int from, int end) {
        for (JsonPlaces place : inside) {
            if (Arrays.equals(place.key, 0, place.key.length, bytes, from, end)) {
                return place;
            }
        }
        return NOWHERE;
    }

    JsonPlaces element(int index) {
        byte[] digits = new Bytes(16).appendNumber(index).toByteArray();
        return member(digits, 0, digits.length);
    }
}
