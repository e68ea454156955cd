package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import java.util.List;

/** What an answer made of a batch. It is worked out when it is asked for, so a run pays only for what somebody looks at. */
public interface Judged {
    /** What is settled by the answer. */
    Batch batch();

    /** One for each of what the batch sent, in its order. */
    List<Outcome> outcomes();

    /** Of the last answer; 0 when there was none. */
    int status();

    /** The body of the last answer as text, without secrets. */
    String answer();

    /**
     * For each of what the batch sent, in its order, the elements of the answer that tell of it, as JSON without
     * secrets; none where only the answer as a whole does.
     */
    List<List<String>> elements();
}
