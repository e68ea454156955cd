package io.drover.route;

import io.drover.redelivery.AttemptResult;
import io.drover.response.Answer;
import io.drover.response.HtmlPage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back of one attempt. Used by one thread. */
final class Received {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status;
    private byte[] body = new byte[0];
    private @Nullable Answer answer;
    private @Nullable AttemptResult unanswered;

    /** Of the answer that is coming in. */
    void header(String name, String value) {
        headers.merge(name, value, (first, again) -> first + ", " + again);
    }

    void answered(int httpStatus, byte[] answerBody) {
        status = httpStatus;
        body = answerBody;
    }

    void unanswered(AttemptResult result) {
        unanswered = result;
    }

    Optional<AttemptResult> noAnswer() {
        return Optional.ofNullable(unanswered);
    }

    /** 0: there was no answer. */
    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** The answer, read as JSON; asked only where somebody reads it. */
    Answer answer() {
        if (answer == null) {
            answer = Answer.of(status, headers, body);
        }
        return answer;
    }

    boolean isPage() {
        return HtmlPage.is(headers, body);
    }
}
