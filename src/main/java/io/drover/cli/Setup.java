package io.drover.cli;

import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.run.RunListener;
import io.drover.source.HomeFolders;
import java.util.List;

/** A configuration that was read and is good, and what can be started with it. */
public interface Setup {
    HomeFolders home();

    List<Load> loads();

    /**
     * The load of that name.
     *
     * @throws RefusedException naming the nearest one when there is none
     */
    Load load(String name);

    /**
     * The connection of that name.
     *
     * @throws RefusedException when there is none
     */
    Connection connection(String name);

    List<Connection> connections();

    /** What is odd about the configuration and does not stop the start. */
    List<String> warnings();

    /** What would stop a start: folders and routes. Starts nothing and leaves the home folder as it is. */
    List<String> startProblems();

    /** Whether a file in {@code routes/} replaces this route of ours. */
    boolean hasOwnRoute(String id);

    /**
     * Starts only what transform-record needs, for records of this load.
     *
     * @throws RefusedException when it can't start
     */
    Rehearsal rehearse(Load load);

    /** Where runs of this home stand that are not over. */
    Standings standings();

    /**
     * The management API of the process that runs in this home, or of the home itself when none does.
     *
     * @throws RefusedException when it can't be had
     */
    Management management();

    /**
     * Watches every load's inbox.
     *
     * @throws RefusedException when it can't start
     */
    Session watch();

    /**
     * Starts without watching anything.
     *
     * @throws RefusedException when it can't start
     */
    Session idle(RunListener listener);
}
