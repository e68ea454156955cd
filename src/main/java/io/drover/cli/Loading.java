package io.drover.cli;

import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.run.RunListener;
import io.drover.run.RunListeners;
import io.drover.source.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One file loaded now, with progress on stderr and the summary on stdout. */
final class Loading {
    private static final Duration LIVE = Duration.ofMillis(200);
    private static final Duration PLAIN = Duration.ofSeconds(3);
    private static final Duration EVENTS = Duration.ofSeconds(1);

    private final Surroundings around;
    private final Setup setup;
    private final ProgressMode mode;
    private final Optional<JsonEvents> events;
    private final Ending ending = new Ending();
    private final List<RunListener> more = new ArrayList<>();

    Loading(Surroundings around, Setup setup, ProgressMode mode, boolean json) {
        this.around = around;
        this.setup = setup;
        this.mode = mode;
        this.events = json ? Optional.of(new JsonEvents(around.terminal().out())) : Optional.empty();
    }

    /** The same, with one more listener. */
    Loading telling(RunListener listener) {
        more.add(listener);
        return this;
    }

    /**
     * Loads and tells how it ended.
     *
     * @param again although the content was loaded before
     * @return empty when there are no results; why not was said
     */
    Optional<Summary> load(Load load, Path file, boolean again) throws IOException {
        if (!Files.exists(file)) {
            throw new RefusedException("the file to load must exist, but there is no " + file.toAbsolutePath());
        }
        Optional<Summary> summary = perform(load, file, again);
        summary.ifPresentOrElse(
                done -> events.ifPresentOrElse(
                        json -> json.summary(done), () -> around.print(new SummaryText(done, setup.home()).text())),
                () -> sayWhyNot(file));
        return summary;
    }

    /** The exit code for what {@link #load} returned. */
    int exitCode(Optional<Summary> loaded) {
        return loaded.map(ExitCode::of)
                .orElse(around.interruption().isInterrupted() ? ExitCode.INTERRUPTED : ExitCode.FAILED);
    }

    private Optional<Summary> perform(Load load, Path file, boolean again) throws IOException {
        List<RunListener> listeners = new ArrayList<>(more);
        listeners.add(ending);
        List<Ticker> tickers = new ArrayList<>();
        if (mode != ProgressMode.NONE) {
            boolean live = mode == ProgressMode.LIVE;
            ProgressDisplay display = new ProgressDisplay(around.terminal(), live, new Speed(System::nanoTime));
            listeners.add(display);
            tickers.add(Ticker.start(display, live ? LIVE : PLAIN));
        }
        events.ifPresent(json -> {
            listeners.add(json);
            tickers.add(Ticker.start(json, EVENTS));
        });
        try (Session session = setup.idle(new RunListeners(listeners))) {
            around.interruption().onInterrupt(session::stop);
            Optional<Claim> unfinished = session.unfinished(load, file);
            if (unfinished.isEmpty()) {
                return session.load(load, file, again);
            }
            around.say("This content is already in run " + unfinished.get().run()
                    + ", which was interrupted; that run goes on.");
            return session.goOn(unfinished.get());
        } finally {
            tickers.forEach(Ticker::close);
        }
    }

    private void sayWhyNot(Path file) {
        if (ending.rejection().isPresent()) {
            around.say("drover: file " + file + " was rejected: "
                    + ending.rejection().get());
            return;
        }
        around.say("drover: "
                + ending.suspension().orElse("file " + file + " was not loaded to its end")
                + ". What is settled stays settled; the same command goes on with the rest.");
    }
}
