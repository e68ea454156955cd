package io.drover.testing;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start Java programs. */
public final class Java {
    private Java() {}

    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What this test sees. */
    public static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return all.isEmpty() ? ManagementFactory.getRuntimeMXBean().getClassPath() : all;
    }

    /** The built jar. */
    public static Path jar() {
        return Path.of("target", "drover.jar").toAbsolutePath();
    }

    /** A virtual machine that starts Drover as docker/drover does, but compiles in haste: it does not live long. */
    public static List<String> inHaste() {
        List<String> all = new ArrayList<>(List.of(program(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Path archive = Path.of("target", "drover.jsa").toAbsolutePath();
        if (Files.exists(archive)) {
            all.addAll(List.of(
                    "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        return all;
    }

    /** The built jar as a process, with its own folder for temporary files. */
    public static List<String> drover(Path temporary, List<String> options, String... command) {
        List<String> all = inHaste();
        all.add("-XX:OnOutOfMemoryError=kill -9 %p");
        all.addAll(options);
        all.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar().toString()));
        all.addAll(List.of(command));
        return all;
    }
}
