package io.drover.proof;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a figure was measured on, as far as it tells a stranger something. */
final class Machine {
    private Machine() {}

    static String description() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d cores, %d GB of memory, %s %s, Java %s"
                .formatted(
                        system.getAvailableProcessors(),
                        Math.round(system.getTotalMemorySize() / 1e9),
                        system.getName(),
                        system.getArch(),
                        Runtime.version().feature());
    }
}
