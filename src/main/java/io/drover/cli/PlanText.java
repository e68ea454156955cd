package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Limits;
import io.drover.connection.Rate;
import io.drover.plan.FirstRequest;
import io.drover.plan.Plan;
import io.drover.plan.Plan.Duplicates;
import io.drover.plan.Plan.Refusal;
import io.drover.plan.Plan.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan for people and for machines.
 *
 * @param bodyFile what the file with a long body is called in the curl command
 * @param notes what else is to be known
 */
record PlanText(Plan plan, Limits limits, String bodyFile, List<String> notes) {
    private static final JsonMapper JSON = new JsonMapper();

    PlanText {
        notes = List.copyOf(notes);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "records",
                plan.records() + ": " + (plan.records() - plan.refused() - plan.filtered()) + " would be sent, "
                        + plan.refused() + " can't be, " + plan.filtered() + " filtered"));
        lines.add(line("batches", plan.batches() + " of " + plan.groups() + " objects"));
        lines.add(line("bytes", plan.bytes() + ", the largest body " + plan.largest()));
        lines.add(line("time", time()));
        plan.duplicates().ifPresent(found -> duplicates(found, lines));
        for (Refusal refusal : plan.refusals()) {
            lines.add(line("can't send", refusal.records() + " " + refusal.errorClass() + ": " + refusal.rule()));
            refusal.samples().forEach(sample -> lines.add("             " + sample(sample)));
        }
        lines.addAll(notes);
        plan.first().ifPresent(first -> request(first, lines));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "%-12s %s", name, text);
    }

    private static String sample(Sample sample) {
        return "record " + sample.record() + ", line " + sample.line() + ": " + sample.message();
    }

    private String time() {
        String answers = words(plan.time().byAnswers()) + " if each answer takes "
                + plan.time().answer().toMillis() + " ms, " + limits.concurrency() + " in flight";
        if (limits.rate().isEmpty()) {
            return answers + "; no rate is set";
        }
        Rate rate = limits.rate().get();
        String allowed = words(plan.time().byRate()) + " at the rate of " + rate.requests() + " requests in "
                + words(rate.period());
        boolean rateCounts = plan.time().byRate().equals(plan.time().total());
        return rateCounts
                ? allowed
                : answers + "; the rate alone would take " + words(plan.time().byRate());
    }

    private static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        String minutes = time.toMinutesPart() + " min " + time.toSecondsPart() + " s";
        return time.toHours() == 0 ? minutes : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    private static void duplicates(Duplicates found, List<String> lines) {
        String more = found.exact() ? "" : " at least: not every key could be remembered";
        lines.add(line(
                "duplicates",
                found.repeats() + more + ", by " + found.key() + " with " + found.distinct() + " different values"
                        + (found.missing() == 0 ? "" : ", " + found.missing() + " without one")));
        found.samples().forEach(sample -> lines.add("             again in " + sample(sample)));
    }

    private void request(FirstRequest first, List<String> lines) {
        lines.add("");
        lines.add("The first request (run and Idempotency-Key will be others):");
        lines.add(first.method() + " " + first.target() + " HTTP/1.1");
        lines.add("Host: " + first.host());
        first.headers().forEach(header -> lines.add(header.name() + ": " + header.value()));
        lines.add("");
        lines.add(first.shownBody());
        lines.add("");
        lines.add(first.curl(bodyFile));
    }

    String json() {
        ObjectNode root = JSON.createObjectNode()
                .put("records", plan.records())
                .put("refused", plan.refused())
                .put("filtered", plan.filtered())
                .put("groups", plan.groups())
                .put("batches", plan.batches())
                .put("bytes", plan.bytes())
                .put("largest_body", plan.largest())
                .put("transformed", plan.transformed())
                .put("seconds", plan.time().total().toMillis() / 1000.0)
                .put("seconds_by_rate", plan.time().byRate().toMillis() / 1000.0)
                .put("seconds_by_answers", plan.time().byAnswers().toMillis() / 1000.0);
        ArrayNode refusals = root.putArray("refusals");
        for (Refusal refusal : plan.refusals()) {
            ObjectNode node = refusals.addObject()
                    .put("class", refusal.errorClass())
                    .put("rule", refusal.rule())
                    .put("records", refusal.records());
            samples(refusal.samples(), node.putArray("samples"));
        }
        plan.duplicates().ifPresent(found -> {
            ObjectNode node = root.putObject("duplicates")
                    .put("key", found.key())
                    .put("distinct", found.distinct())
                    .put("repeats", found.repeats())
                    .put("missing", found.missing())
                    .put("exact", found.exact());
            samples(found.samples(), node.putArray("samples"));
        });
        plan.first().ifPresent(first -> request(first, root.putObject("first_request")));
        notes.forEach(root.putArray("notes")::add);
        return root.toPrettyString();
    }

    private static void samples(List<Sample> samples, ArrayNode to) {
        samples.forEach(sample -> to.addObject()
                .put("record", sample.record())
                .put("line", sample.line())
                .put("message", sample.message()));
    }

    private void request(FirstRequest first, ObjectNode to) {
        to.put("method", first.method()).put("url", first.url());
        ObjectNode headers = to.putObject("headers");
        first.headers().forEach(header -> headers.put(header.name(), header.value()));
        to.put("body", first.shownBody()).put("body_bytes", first.body().length).put("curl", first.curl(bodyFile));
    }
}
