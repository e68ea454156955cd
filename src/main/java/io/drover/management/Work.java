package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.run.RunTally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs that are under way, and files that shall become runs. */
public interface Work {
    /** What a run is doing now; empty when it is not under way. */
    Optional<Now> now(String run);

    /** The state of a run that is not under way but was told something, or broke off: a word and why. */
    Optional<Standing> standing(String run);

    /** Stops sending for a run, and leaves it with its records pending. */
    void pause(String run);

    /** Goes on with a run that is not under way. */
    void resume(String run);

    /** Ends a run, now or once it is opened: what is not settled goes to the error file. */
    void cancel(String run);

    /** What makes the senders of a connection wait: open, paused or down, and why. */
    String gate(String connection);

    /** Why a load takes no files now; empty when it does. */
    Optional<String> waits(String load);

    /** The tables of a connection whose files wait for a load. */
    List<WaitingTable> waitingTables(String connection);

    /** Why a load never takes a file of that name; empty when it does. */
    Optional<String> nameProblem(String load, String file);

    /**
     * Loads a file.
     *
     * @param name of the load
     * @param file as its sender calls it
     * @param again although its content may have been loaded before
     * @return the run; empty when the file waits in the inbox
     */
    Optional<String> load(String name, String file, Path content, boolean again) throws IOException;

    /** What loading a file would send. */
    ObjectNode plan(String name, String file, Path content) throws IOException;

    /** Runs of a connection, or of a load, that are not over. */
    List<String> pending(String connectionOrLoad, boolean ofConnection);

    /**
     * A run under way.
     *
     * @param state running, pausing or cancelling
     */
    record Now(String state, RunTally.Reading counts) {}

    /** A run at rest. */
    record Standing(String state, String reason) {}
}
