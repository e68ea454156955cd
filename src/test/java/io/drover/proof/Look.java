package io.drover.proof;

import io.drover.proof.check.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in a home while no process is at work in it.
 *
 * @param phases the phases in which its files are
 * @param pending their names
 * @param written ids of records with a row in a file that is not published
 */
record Look(Set<Phase> phases, List<String> pending, Set<Long> written) {
    static Look at(Site site, Feeder feeder, Requested requested) throws IOException {
        Look look = new Look(EnumSet.noneOf(Phase.class), new ArrayList<>(), new HashSet<>());
        for (Path file : site.waiting()) {
            String name = String.valueOf(file.getFileName());
            look.phases.add(feeder.dropped().containsKey(name) ? Phase.P1 : Phase.P0);
        }
        for (Path run : site.runs()) {
            look.run(site, run, feeder, requested);
        }
        return look;
    }

    private void run(Site site, Path run, Feeder feeder, Requested requested) throws IOException {
        List<Path> files = Site.visible(run);
        String id = String.valueOf(run.getFileName());
        List<Path> sources = files.stream()
                .filter(file -> !String.valueOf(file.getFileName()).contains(id))
                .toList();
        if (sources.isEmpty()) {
            phases.add(published(site, id) > 0 ? Phase.P14 : Phase.P2);
            return;
        }
        String name = String.valueOf(sources.get(0).getFileName());
        pending.add(name);
        phases.add(phase(site, files, id, feeder.dropped().getOrDefault(name, 0), requested));
    }

    private Phase phase(Site site, List<Path> files, String id, int records, Requested requested) throws IOException {
        int published = published(site, id);
        if (published > 0) {
            return published == 3 ? Phase.P13 : Phase.P12;
        }
        List<Path> results = files.stream()
                .filter(file -> String.valueOf(file.getFileName()).contains(id + "."))
                .filter(file -> String.valueOf(file.getFileName()).endsWith(".csv"))
                .toList();
        if (results.isEmpty()) {
            return Phase.P2;
        }
        int rows = 0;
        for (Path result : results) {
            rows += rows(result);
        }
        if (rows == 0) {
            String name = String.valueOf(results.get(0).getFileName());
            long number = Long.parseLong(name.substring(1, name.indexOf('.')));
            return requested.hasSeen(number) ? Phase.P8 : Phase.P3;
        }
        return rows >= records ? Phase.P11 : Phase.P9;
    }

    private int rows(Path result) throws IOException {
        Table table = Table.parse(Files.readAllBytes(result));
        if (!table.whole()) {
            phases.add(Phase.P10);
        }
        int rows = 0;
        for (List<String> row : table.rows()) {
            if (row.size() == table.header().size() && !row.equals(table.header())) {
                written.add(Long.parseLong(row.get(0)));
                rows++;
            }
        }
        return rows;
    }

    private static int published(Site site, String id) throws IOException {
        int published = 0;
        for (Path file : Site.visible(site.results())) {
            published += String.valueOf(file.getFileName()).contains("." + id + ".") ? 1 : 0;
        }
        return published;
    }

    /** Each whole file that was dropped, and the folders that hold it. */
    static Map<String, String> places(Site site, Feeder feeder) throws IOException {
        Set<String> dropped = Set.copyOf(feeder.dropped().keySet());
        Map<String, String> places = new HashMap<>();
        dropped.forEach(name -> places.put(name, ""));
        Map<String, List<Path>> folders = new HashMap<>();
        folders.put("inbox", site.waiting());
        folders.put("done", Site.visible(site.home("done").resolve(Site.LOAD)));
        folders.put("rejected", Site.visible(site.home("rejected").resolve(Site.LOAD)));
        List<Path> claimed = new ArrayList<>();
        for (Path run : site.runs()) {
            Site.visible(run).stream()
                    .filter(file -> !String.valueOf(file.getFileName()).contains(String.valueOf(run.getFileName())))
                    .forEach(claimed::add);
        }
        folders.put("processing", claimed);
        folders.forEach((folder, files) -> files.forEach(file -> {
            String name = String.valueOf(file.getFileName());
            String stem = name.substring(0, name.indexOf('.')) + ".csv";
            places.computeIfPresent(stem, (key, where) -> where.isEmpty() ? folder : where + "+" + folder);
        }));
        return places;
    }
}
