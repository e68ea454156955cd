package io.drover.plan;

import io.drover.batch.ErrorClass;
import io.drover.batch.Reject;
import io.drover.plan.Plan.Refusal;
import io.drover.plan.Plan.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Records that can't be sent, counted by the rule they break. Memory is bounded, whatever breaks. */
final class Refusals {
    private static final int MOST_RULES = 200;
    private static final int SAMPLES = 3;
    private static final int LONGEST_MESSAGE = 300;
    /** What the readers add to recognise a record by. */
    private static final Pattern MARK = Pattern.compile(" \\[row [0-9a-f]{8}]$");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private long records;

    /** Counts one record, once for each rule it breaks. */
    void add(Reject reject) {
        Sample sample = new Sample(reject.ordinal(), reject.line(), shortened(reject.message()));
        add(reject.errorClass(), sample, rules(reject));
    }

    /** Counts one record that can't be sent for a reason which is the same for all that have it. */
    void addAlike(long ordinal, long line, String reason) {
        add(ErrorClass.SCHEMA, new Sample(ordinal, line, shortened(reason)), List.of(reason));
    }

    private void add(ErrorClass errorClass, Sample sample, List<String> broken) {
        records++;
        for (String rule : broken) {
            String key = errorClass.word() + " " + rule;
            Rule known = rules.get(key);
            if (known == null) {
                boolean room = rules.size() < MOST_RULES;
                known = rules.computeIfAbsent(
                        room ? key : "", any -> new Rule(errorClass, room ? rule : "other rules"));
            }
            known.count(sample);
        }
    }

    /** How many records. */
    long records() {
        return records;
    }

    /** The most frequent first. */
    List<Refusal> byRule() {
        return rules.values().stream()
                .sorted(Comparator.comparingLong((Rule rule) -> rule.records).reversed())
                .map(rule -> new Refusal(rule.errorClass.word(), rule.text, rule.records, rule.samples))
                .toList();
    }

    private static List<String> rules(Reject reject) {
        if (reject.errorClass() == ErrorClass.SCHEMA) {
            return reject.violations().stream()
                    .map(violation -> "'" + violation.column() + "' " + violation.rule())
                    .distinct()
                    .toList();
        }
        String unmarked = MARK.matcher(reject.message()).replaceAll("");
        return List.of(NUMBER.matcher(unmarked).replaceAll("N"));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** One rule and who broke it. */
    private static final class Rule {
        private final ErrorClass errorClass;
        private final String text;
        private final List<Sample> samples = new ArrayList<>();
        private long records;

        Rule(ErrorClass errorClass, String text) {
            this.errorClass = errorClass;
            this.text = text;
        }

        void count(Sample sample) {
            records++;
            if (samples.size() < SAMPLES) {
                samples.add(sample);
            }
        }
    }
}
