package io.drover.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Which files and folders were forced to the disk: what a loss of power takes away can't be seen in any other way. */
public final class Forced {
    private static final String EVENT = "jdk.FileForce";

    private Forced() {}

    /** Something that writes. */
    public interface Action {
        void run() throws Exception;
    }

    /** The names that the action forced by a channel of Java's, in that order. SQLite's are not among them. */
    public static List<String> during(Action action) throws Exception {
        Path file = Files.createTempFile("forced", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withoutThreshold().withoutStackTrace();
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(EVENT))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .map(event ->
                            String.valueOf(Path.of(event.getString("path")).getFileName()))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
