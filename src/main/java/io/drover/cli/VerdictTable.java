package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.response.Answer;
import io.drover.response.Reading;
import io.drover.response.RequestVerdict;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import io.drover.response.ResponseVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What rules make of one answer: a verdict for each record. */
final class VerdictTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROW = "%-7s %-12s %-10s %s";

    private static final String BY_STATUS =
            "The request as a whole: no rule is for it, so HTTP %d is judged by the codes of"
                    + " the connection; lists are read after 2xx or a request rule success.";

    private final List<String> columns;
    private final Optional<RequestVerdict> request;
    private final int status;
    private final Reading reading;

    VerdictTable(ResponseReading rules, Surroundings around, Batch batch, Answer answer) {
        ResponseSplit split = new ResponseSplit(rules, around.desk().paths());
        this.columns = split.columns().parsed();
        this.request = split.judge(answer);
        this.status = answer.status();
        this.reading = split.read(batch, answer);
    }

    boolean allSucceeded() {
        boolean taken = request.map(verdict -> verdict.kind() == RequestVerdict.Kind.SUCCESS)
                .orElse(true);
        return taken && !byStatus() && reading.outcomes().stream().allMatch(Outcome.Success.class::isInstance);
    }

    /** Whether nothing of the answer is read because its status refuses the request and no rule says otherwise. */
    private boolean byStatus() {
        return request.isEmpty() && status / 100 != 2;
    }

    /** For people. */
    List<String> lines() {
        if (byStatus()) {
            return List.of(BY_STATUS.formatted(status));
        }
        List<String> lines = new ArrayList<>();
        request.ifPresent(verdict -> lines.add("The request as a whole: " + word(verdict.kind())
                + verdict.delay().map(delay -> " in " + text(delay)).orElse("") + ", " + verdict.reason()));
        lines.add(String.format(ROW, "RECORD", "VERDICT", "AGAIN", "WHAT THE ANSWER SAYS"));
        for (int at = 0; at < reading.verdicts().size(); at++) {
            ResponseVerdict verdict = reading.verdicts().get(at);
            lines.add(String.format(ROW, at + 1, word(verdict.outcome()), again(verdict), said(verdict.outcome()))
                    .stripTrailing());
        }
        if (reading.unmatched() > 0) {
            lines.add("Elements of the answer that belong to no record of the request: " + reading.unmatched());
        }
        if (!reading.problem().isEmpty()) {
            lines.add("Nothing in the answer is believed: " + reading.problem());
        }
        return lines;
    }

    /** For machines, an event on each line. */
    List<String> events() {
        if (byStatus()) {
            return List.of(JSON.createObjectNode()
                    .put("event", "request")
                    .put("verdict", "by_status")
                    .put("reason", BY_STATUS.formatted(status))
                    .toString());
        }
        List<String> events = new ArrayList<>();
        request.ifPresent(verdict -> {
            ObjectNode event = JSON.createObjectNode()
                    .put("event", "request")
                    .put("verdict", word(verdict.kind()))
                    .put("reason", verdict.reason());
            verdict.delay().ifPresent(delay -> event.put("delay_seconds", seconds(delay)));
            events.add(event.toString());
        });
        for (int at = 0; at < reading.verdicts().size(); at++) {
            events.add(record(at + 1, reading.verdicts().get(at)).toString());
        }
        events.add(JSON.createObjectNode()
                .put("event", "answer")
                .put("unmatched", reading.unmatched())
                .put("problem", reading.problem())
                .toString());
        return events;
    }

    private ObjectNode record(int record, ResponseVerdict verdict) {
        Outcome outcome = verdict.outcome();
        ObjectNode event = JSON.createObjectNode()
                .put("event", "record")
                .put("record", record)
                .put("verdict", word(outcome))
                .put("again", verdict instanceof ResponseVerdict.Retry);
        if (verdict instanceof ResponseVerdict.Retry retry) {
            retry.delay().ifPresent(delay -> event.put("delay_seconds", seconds(delay)));
        }
        if (outcome instanceof Outcome.Failure failure) {
            event.put("message", failure.message()).put("code", failure.code()).put("hint", failure.hint());
        } else if (outcome instanceof Outcome.Success success) {
            event.put("warnings", success.warnings());
        }
        ObjectNode parsed = event.putObject("parsed");
        for (int at = 0; at < outcome.parsed().size(); at++) {
            parsed.put(columns.get(at), outcome.parsed().get(at));
        }
        return event;
    }

    private String said(Outcome outcome) {
        List<String> said = new ArrayList<>();
        if (outcome instanceof Outcome.Failure failure) {
            said.add(failure.message());
            said.add(failure.hint().isEmpty() ? "" : "hint: " + failure.hint());
        } else if (outcome instanceof Outcome.Success success) {
            said.add(success.warnings().isEmpty() ? "" : "warnings: " + success.warnings());
        }
        for (int at = 0; at < outcome.parsed().size(); at++) {
            String value = outcome.parsed().get(at);
            boolean told = value.isEmpty() || said.contains(value);
            said.add(told ? "" : columns.get(at) + "=" + value);
        }
        return String.join(", ", said.stream().filter(part -> !part.isEmpty()).toList());
    }

    private static String word(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure ? failure.errorClass().word() : "success";
    }

    private static String word(RequestVerdict.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String again(ResponseVerdict verdict) {
        return verdict instanceof ResponseVerdict.Retry retry
                ? retry.delay().map(delay -> "in " + text(delay)).orElse("yes")
                : "";
    }

    private static String text(Duration delay) {
        return delay.toMillis() % 1000 == 0 ? delay.toSeconds() + "s" : delay.toMillis() + "ms";
    }

    private static double seconds(Duration delay) {
        return delay.toMillis() / 1000.0;
    }
}
