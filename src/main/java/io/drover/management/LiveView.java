package io.drover.management;

import io.drover.delivery.GateState;
import io.drover.run.FileTotal;
import io.drover.run.RunActivity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be seen of the work under way. */
public interface LiveView {
    /** How a run goes, or went. */
    RunActivity.Reading activity(String run);

    /** The attempts of a batch, and of those it was cut from; none where one was enough and nothing failed. */
    List<RunActivity.Attempt> attempts(String run, String batch);

    /** How many records the file of a run has that came to rest; empty when that was not found out. */
    Optional<FileTotal> total(String run);

    /** What the senders of a connection do. */
    GateState gate(String connection);

    /** Every load's inbox. */
    List<Inbox> inboxes();

    /** The routes as they run. */
    List<RouteFile> routes();

    /**
     * Files that nobody has taken yet.
     *
     * @param reason why not; empty when they are about to be
     */
    record Inbox(String load, int files, Optional<Instant> oldest, String reason) {}

    /**
     * A route file that is in use.
     *
     * @param own whether a file beside the process took the place of the jar's
     * @param running the routes that were made of it
     */
    record RouteFile(String id, boolean own, String yaml, List<Running> running) {
        public RouteFile {
            running = List.copyOf(running);
        }
    }

    /** A route at work. */
    record Running(String id, String state, int inFlight) {}
}
