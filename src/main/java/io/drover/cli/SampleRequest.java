package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.Batch;
import io.drover.batch.JsonObjects;
import io.drover.response.AnswerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The records of a request body in a file: of an array, of the only array in an object, or the object itself. */
final class SampleRequest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private SampleRequest() {}

    /**
     * The request as a batch.
     *
     * @throws RefusedException when the file holds no records
     */
    static Batch batch(Path file) throws IOException {
        Object tree = AnswerJson.read(Files.readAllBytes(file))
                .orElseThrow(() -> new RefusedException(
                        "the request must be one JSON value, but " + file + " is not; write the body that was sent"));
        List<String> records = new ArrayList<>();
        for (Object record : records(tree)) {
            if (!(record instanceof Map)) {
                throw new RefusedException("the records of the request must be JSON objects, but record "
                        + (records.size() + 1) + " of " + file + " is not");
            }
            records.add(JSON.writeValueAsString(record));
        }
        if (records.isEmpty()) {
            throw new RefusedException("the request must have records, but " + file + " has none");
        }
        return JsonObjects.batch("SAMPLE", records);
    }

    private static List<?> records(Object tree) {
        if (tree instanceof List<?> list) {
            return list;
        }
        List<?> wrapped = List.of(tree);
        int arrays = 0;
        if (tree instanceof Map<?, ?> members) {
            for (Object value : members.values()) {
                if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                    wrapped = list;
                    arrays++;
                }
            }
        }
        return arrays == 1 ? wrapped : List.of(tree);
    }
}
