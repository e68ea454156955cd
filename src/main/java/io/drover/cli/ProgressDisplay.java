package io.drover.cli;

import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is, whenever {@link #tick} is called: a block of lines that is drawn again in place, or one more
 * line each time.
 */
final class ProgressDisplay implements RunListener, Ticker.Ticking {
    private final PrintWriter out;
    private final boolean live;
    private final int width;
    private final Speed speed;
    private @Nullable Run run;
    private int drawn;

    ProgressDisplay(Terminal terminal, boolean live, Speed speed) {
        this.out = terminal.err();
        this.width = terminal.width();
        this.live = live;
        this.speed = speed;
    }

    @Override
    public synchronized void started(Run started) {
        run = started;
        tick();
    }

    @Override
    public synchronized void tick() {
        if (run != null) {
            show(Progress.of(run, speed.at(run.tally().reading().settled().records())));
        }
    }

    @Override
    public synchronized void ended(Run over, Summary summary) {
        tick();
        run = null;
    }

    @Override
    public synchronized void suspended(Run stopped, String reason) {
        tick();
        run = null;
    }

    /** Draws the progress over what was drawn before, or below it. */
    synchronized void show(Progress progress) {
        if (!live) {
            out.println(ProgressText.line(progress));
            out.flush();
            return;
        }
        StringBuilder block = new StringBuilder();
        if (drawn > 0) {
            // Up to the block's first line, and everything from there on cleared.
            block.append("\u001b[").append(drawn).append("A\u001b[J");
        }
        List<String> lines = ProgressText.block(progress);
        // A line that wraps would be two: the next block would be drawn one line too low.
        lines.forEach(line ->
                block.append(line, 0, Math.min(line.length(), width - 1)).append('\n'));
        out.print(block);
        out.flush();
        drawn = lines.size();
    }
}
