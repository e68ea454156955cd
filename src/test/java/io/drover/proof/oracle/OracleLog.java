package io.drover.proof.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An oracle's log, read back. */
public record OracleLog(List<Entry> entries, List<Mark> marks) {
    public OracleLog {
        entries = List.copyOf(entries);
        marks = List.copyOf(marks);
    }

    public static OracleLog read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            List<String> cells = List.of(line.split("\t", -1));
            switch (cells.get(0)) {
                case Entry.REQUEST -> entries.add(Entry.parse(cells));
                case Mark.MARK -> marks.add(Mark.parse(cells));
                default -> {
                    // A request that never came whole.
                }
            }
        }
        return new OracleLog(entries, marks);
    }

    /** Which process sent it: 0 the first, and one more for each end of a process before its connection was opened. */
    public int process(Entry entry) {
        int process = 0;
        while (process < marks.size() && marks.get(process).lastConnection() < entry.connection()) {
            process++;
        }
        return process;
    }

    /** Whether that process was frozen once: an answer that comes meanwhile may be too late for it. */
    public boolean stoodStill(int process) {
        return process < marks.size() && marks.get(process).what().startsWith(Mark.FROZEN);
    }
}
