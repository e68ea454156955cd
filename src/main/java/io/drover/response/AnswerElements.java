package io.drover.response;

import io.drover.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of one answer as JSON, by the records of its batch that they tell of. For those who show an answer. */
final class AnswerElements {
    private final List<List<String>> byRecord = new ArrayList<>();

    AnswerElements(Batch batch) {
        for (int record = 0; record < batch.size(); record++) {
            byRecord.add(new ArrayList<>());
        }
    }

    AnswerElements add(int record, @Nullable Object element) {
        if (element != null) {
            byRecord.get(record).add(JsonText.compact(element));
        }
        return this;
    }

    AnswerElements add(Map<Integer, Object> elements) {
        elements.forEach(this::add);
        return this;
    }

    AnswerElements add(Match match) {
        for (int at = 0; at < match.elements().size(); at++) {
            if (match.recordOf()[at] != Match.NONE) {
                add(match.recordOf()[at], match.elements().tree(at));
            }
        }
        return this;
    }

    /** As many as the batch has records. */
    List<List<String>> all() {
        return byRecord;
    }
}
