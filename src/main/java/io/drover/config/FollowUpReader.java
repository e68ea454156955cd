package io.drover.config;

import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Idempotency;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Condition;
import io.drover.response.FollowUp;
import io.drover.response.LookUp;
import io.drover.response.Polling;
import java.util.List;
import java.util.Optional;

/** Makes what a connection says of keys, look-ups and jobs, and checks that it fits together. */
final class FollowUpReader {
    /** Stands in for a condition that is missing and was noted. */
    private static final Condition NEVER = Condition.parse("status == 0");

    private final Values values;
    private final String name;

    FollowUpReader(Values values, String name) {
        this.values = values;
        this.name = name;
    }

    /** Where a batch's key goes. */
    Idempotency idempotency(ApiMethod method, boolean bulk, BodyShape shape) {
        String header = values.get(ConnectionKeys.IDEMPOTENCY_HEADER, name);
        String field = values.get(FollowUpKeys.IDEMPOTENCY_FIELD, name);
        boolean bodyless = method == ApiMethod.GET || (method == ApiMethod.DELETE && !bulk);
        boolean noPlace = shape instanceof BodyShape.Array || shape instanceof BodyShape.Lines || bodyless;
        if (!field.isEmpty() && noPlace) {
            refuse(
                    FollowUpKeys.IDEMPOTENCY_FIELD,
                    "must be empty where the body is not one object or a form, but was " + field + "; set "
                            + ConnectionKeys.BODY_SHAPE.of(name) + "=wrapped");
        }
        if (shape instanceof BodyShape.Wrapped wrapped && wrapped.path().get(0).equals(field)) {
            refuse(
                    FollowUpKeys.IDEMPOTENCY_FIELD,
                    "must differ from the outermost name in " + ConnectionKeys.BODY_PATH.of(name) + ", but was "
                            + field);
        }
        return new Idempotency(header, values.get(FollowUpKeys.IDEMPOTENCY_QUOTED, name), noPlace ? "" : field);
    }

    FollowUp followUp() {
        for (Key<?> key : FollowUpKeys.ALL) {
            String text = values.text(key, name);
            if (text.contains("{{") || text.contains("${")) {
                refuse(key, ConnectionReader.NO_EXPRESSION);
            }
        }
        return new FollowUp(lookUp(), polling());
    }

    private Optional<LookUp> lookUp() {
        if (values.get(ConnectionKeys.ON_UNKNOWN_OUTCOME, name) != UnknownOutcome.LOOK_UP) {
            refuseWithout(
                    ConnectionKeys.ON_UNKNOWN_OUTCOME.of(name) + "=look-up",
                    List.of(FollowUpKeys.LOOK_UP_PATH, FollowUpKeys.LOOK_UP_THERE, FollowUpKeys.LOOK_UP_RECORD));
            return Optional.empty();
        }
        String why = "must be set with " + ConnectionKeys.ON_UNKNOWN_OUTCOME.of(name) + "=look-up, but is empty";
        String path = values.get(FollowUpKeys.LOOK_UP_PATH, name);
        if (path.isEmpty()) {
            refuse(FollowUpKeys.LOOK_UP_PATH, why);
        }
        if (path.contains("$" + LookUp.KEY)
                && values.get(ConnectionKeys.IDEMPOTENCY_HEADER, name).isEmpty()
                && values.get(FollowUpKeys.IDEMPOTENCY_FIELD, name).isEmpty()) {
            refuse(
                    FollowUpKeys.LOOK_UP_PATH,
                    "must be without $" + LookUp.KEY + " where none is sent, but was " + path);
        }
        return Optional.of(new LookUp(
                path,
                condition(FollowUpKeys.LOOK_UP_THERE, why),
                condition(FollowUpKeys.LOOK_UP_NOT_THERE, why),
                values.get(FollowUpKeys.LOOK_UP_RECORD, name)));
    }

    private Optional<Polling> polling() {
        String job = values.get(FollowUpKeys.POLL_JOB, name);
        if (job.isEmpty()) {
            refuseWithout(
                    FollowUpKeys.POLL_JOB.of(name),
                    List.of(
                            FollowUpKeys.POLL_PATH,
                            FollowUpKeys.POLL_DONE,
                            FollowUpKeys.POLL_FAILED,
                            FollowUpKeys.POLL_RESULTS));
            return Optional.empty();
        }
        String why = "must be set with " + FollowUpKeys.POLL_JOB.of(name) + ", but is empty";
        String path = values.get(FollowUpKeys.POLL_PATH, name);
        if (!path.isEmpty() && !path.contains("$" + Polling.JOB)) {
            refuse(FollowUpKeys.POLL_PATH, "must hold $" + Polling.JOB + ", the job's name, but was " + path);
        }
        return Optional.of(new Polling(
                condition(FollowUpKeys.POLL_WHEN, why),
                job,
                path,
                condition(FollowUpKeys.POLL_DONE, why),
                values.get(FollowUpKeys.POLL_FAILED, name),
                values.get(FollowUpKeys.POLL_RESULTS, name),
                values.get(FollowUpKeys.POLL_DELAY, name),
                values.get(FollowUpKeys.POLL_TIMEOUT, name)));
    }

    private Condition condition(Key<Optional<Condition>> key, String why) {
        Optional<Condition> condition = values.get(key, name);
        if (values.text(key, name).isBlank()) {
            refuse(key, why);
        }
        return condition.orElse(NEVER);
    }

    private void refuseWithout(String needed, List<Key<?>> keys) {
        for (Key<?> key : keys) {
            if (!values.text(key, name).isBlank()) {
                refuse(key, "must be empty without " + needed + ", but was " + values.text(key, name));
            }
        }
    }

    private void refuse(Key<?> key, String predicate) {
        values.refuse(key, name, predicate);
    }
}
