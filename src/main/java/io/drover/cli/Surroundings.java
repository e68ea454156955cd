package io.drover.cli;

/** What every command works with. */
record Surroundings(Desk desk, Terminal terminal, Interruption interruption) {
    /** A message for people. */
    void say(String message) {
        terminal.err().println(message);
        terminal.err().flush();
    }

    /** A result. */
    void print(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }
}
