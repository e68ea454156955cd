package io.drover.response;

import java.time.Duration;
import java.util.Optional;

/**
 * How the job is watched that a batch was accepted as, as configured.
 *
 * @param when holds for an answer that accepts a batch as a job
 * @param job where that answer names the job: a JSONPath or {@code header.NAME}
 * @param path below the base URL, where the job is asked for; {@code $job} is its name. Empty: its name is its address
 * @param done holds when the job has ended and there are results
 * @param failed holds when it has ended without; empty: never
 * @param results where the results are: a path as above, or where the job's answer names their address; empty: in that
 *     answer
 * @param delay between two questions
 * @param timeout from the acceptance on
 */
public record Polling(
        Condition when,
        String job,
        String path,
        Condition done,
        Optional<Condition> failed,
        String results,
        Duration delay,
        Duration timeout) {
    /** What stands in a path for the job's name. */
    public static final String JOB = "job";

    /** How a job goes. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Whether the results are at a path that is known beforehand. */
    public boolean hasResultsPath() {
        return results.startsWith("/");
    }

    /** These conditions, compiled. */
    public Rules compile(PathEngine engine) {
        return new Rules(this, engine);
    }

    /** Reads answers. Thread-safe. */
    public static final class Rules {
        private final Condition.Test when;
        private final Condition.Test done;
        private final Optional<Condition.Test> failed;
        private final AnswerText job;
        private final Optional<AnswerText> results;

        private Rules(Polling polling, PathEngine engine) {
            this.when = polling.when.compile(engine);
            this.done = polling.done.compile(engine);
            this.failed = polling.failed.map(condition -> condition.compile(engine));
            this.job = AnswerText.compile(polling.job, engine);
            this.results = polling.results.isEmpty() || polling.hasResultsPath()
                    ? Optional.empty()
                    : Optional.of(AnswerText.compile(polling.results, engine));
        }

        /** Whether the answer accepts the batch as a job. */
        public boolean accepts(Answer answer) {
            return when.holds(answer, answer.json().orElse(null));
        }

        /** The name of the job that the answer accepts the batch as. */
        public Optional<String> job(Answer answer) {
            return job.in(answer);
        }

        /** What the answer says of the job; failed goes before done. */
        public State state(Answer answer) {
            Object tree = answer.json().orElse(null);
            if (failed.isPresent() && failed.get().holds(answer, tree)) {
                return State.FAILED;
            }
            return done.holds(answer, tree) ? State.DONE : State.RUNNING;
        }

        /** The address of the results that the job's answer names. */
        public Optional<String> results(Answer answer) {
            return results.flatMap(text -> text.in(answer));
        }
    }
}
