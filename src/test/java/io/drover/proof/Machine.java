package io.drover.proof;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure was measured on, as far as it tells a stranger something. */
final class Machine {
    private Machine() {}

    /** Cores, memory and software; and the file system where the proofs work. */
    static String description() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d cores, %d GB of memory, %s %s, Java %s, file system %s"
                .formatted(
                        system.getAvailableProcessors(),
                        Math.round(system.getTotalMemorySize() / 1e9),
                        system.getName(),
                        system.getArch(),
                        Runtime.version().feature(),
                        Files.getFileStore(Path.of("target")).type());
    }
}
