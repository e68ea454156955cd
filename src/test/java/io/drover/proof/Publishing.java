package io.drover.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A publication that takes so long that a kill finds it half done. */
final class Publishing {
    /** Holds back each rename and each removal of a folder for 50 ms. */
    static final List<String> SLOWLY = List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=rename,rmdir",
            "-e",
            "inject=rename,rmdir:delay_enter=50000");

    private Publishing() {}

    /**
     * Returns at the next step of a publication, or when the time is over.
     *
     * @param step 0: a result file is published; 1: the summary is; 2: the source is put away
     */
    static void await(Site site, int step, long millis) throws IOException {
        Path folder = step == 2 ? site.home("done").resolve(Site.LOAD) : site.results();
        String ending = step == 0 ? ".success.csv" : step == 1 ? ".summary.json" : ".csv";
        long before = count(folder, ending);
        long until = System.nanoTime() + millis * 1_000_000L;
        while (count(folder, ending) == before && System.nanoTime() < until) {
            DroverProcess.rest(1);
        }
    }

    private static long count(Path folder, String ending) throws IOException {
        return Site.visible(folder).stream()
                .filter(file -> file.toString().endsWith(ending))
                .count();
    }
}
