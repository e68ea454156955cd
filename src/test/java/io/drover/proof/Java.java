package io.drover.proof;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start Java programs. */
final class Java {
    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return all.isEmpty() ? ManagementFactory.getRuntimeMXBean().getClassPath() : all;
    }

    static Path jar() {
        return Path.of("target", "drover.jar").toAbsolutePath();
    }

    /** The built jar, started as docker/drover does. */
    static List<String> drover(Path temporary, List<String> options, String... command) {
        List<String> all = new ArrayList<>(
                List.of(program(), "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"));
        Path archive = Path.of("target", "drover.jsa").toAbsolutePath();
        if (Files.exists(archive)) {
            all.addAll(List.of(
                    "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        all.addAll(options);
        all.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar().toString()));
        all.addAll(List.of(command));
        return all;
    }
}
