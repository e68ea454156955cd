package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.batch.Rest;
import io.drover.delivery.Redaction;
import io.drover.response.Answer;
import io.drover.response.ResponseSplit;
import io.drover.run.Judged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A delivery as its listeners see it.
 *
 * @param batch what is settled of it
 */
record JudgedDelivery(Delivery delivery, Batch batch) implements Judged {
    @Override
    public List<Outcome> outcomes() {
        return delivery.outcomes().settled();
    }

    @Override
    public int status() {
        return delivery.received().status();
    }

    @Override
    public String answer() {
        return delivery.redaction().of(new String(delivery.received().body(), StandardCharsets.UTF_8));
    }

    @Override
    public List<List<String>> elements() {
        List<List<String>> all = ofAll();
        Rest rest = delivery.outcomes().rest();
        Redaction redaction = delivery.redaction();
        List<List<String>> settled = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            if (!rest.contains(index)) {
                settled.add(all.get(index).stream().map(redaction::of).toList());
            }
        }
        return settled;
    }

    private List<List<String>> ofAll() {
        Batch sent = delivery.getBatch();
        ResponseSplit split = delivery.getRun().responseSplit();
        if (status() == 0 || delivery.outcomes().refusal().isPresent()) {
            return Collections.nCopies(sent.size(), List.of());
        }
        Answer answer = delivery.received().answer();
        return delivery.outcomes().blamed().isEmpty()
                ? split.elements(sent, answer)
                : split.blamedBy(sent, answer, Verdicts.wrapper(delivery.getRun()));
    }
}
