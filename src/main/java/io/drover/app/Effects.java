package io.drover.app;

import io.drover.load.Load;

/** What follows for the routes of a running process when connections and loads change. */
interface Effects {
    /** Nothing runs, so nothing follows. */
    Effects NONE = new Effects() {
        @Override
        public void connectionPut(Sender sender, boolean interrupt) {
            // nothing runs
        }

        @Override
        public void connectionRemoved(String name) {
            // nothing runs
        }

        @Override
        public void loadPut(Load load) {
            // nothing runs
        }

        @Override
        public void loadRemoved(String name) {
            // nothing runs
        }
    };

    /**
     * A connection is new or has changed.
     *
     * @param interrupt runs that go on with what it was before are to go on with what it is now
     */
    void connectionPut(Sender sender, boolean interrupt);

    void connectionRemoved(String name);

    void loadPut(Load load);

    void loadRemoved(String name);
}
