package io.drover.planted;

import io.drover.testing.Java;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs tests over changed classes. */
final class PlantedProcess {
    private PlantedProcess() {}

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Runs the tests with {@code folder/classes} before everything else; what they say is in {@code folder/log}. */
    static End run(Path folder, List<String> tests, Duration patience) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Java.program(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dbasedir=" + Path.of("").toAbsolutePath(),
                "-cp",
                folder.resolve("classes").toAbsolutePath() + File.pathSeparator + classPath(),
                PlantedTests.class.getName()));
        command.addAll(tests);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                return new End(PlantedTests.CAUGHT, "no test came to its end");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new End(process.exitValue(), failure(log, process.exitValue()));
    }

    private static String failure(Path log, int exitValue) throws IOException {
        String said = Files.readString(log);
        int at = said.lastIndexOf(PlantedTests.FAILED);
        return exitValue == PlantedTests.CAUGHT && at >= 0
                ? said.substring(at + PlantedTests.FAILED.length())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replace("io.drover.", "")
                        .replace("|", "/")
                : exitValue == 0 ? "all tests passed" : "exit code " + exitValue + ", see " + log;
    }

    /** How it ended. */
    record End(int exitValue, String words) {
        boolean passed() {
            return exitValue == 0;
        }

        boolean caught() {
            return exitValue == PlantedTests.CAUGHT;
        }

        /** Those of the tests that failed: the class that the words name, or all where none came to its end. */
        List<String> failed(List<String> tests) {
            List<String> named = tests.stream()
                    .filter(test -> words.startsWith(test.replaceFirst("#.*", "") + "#"))
                    .toList();
            return named.isEmpty() ? tests : named;
        }
    }
}
