package io.drover.proof.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen on the way, a line each.
 *
 * @param finals final names when they were first seen
 * @param places each source whenever all stood still
 * @param kills ends of processes
 * @param told what the management API said of runs
 */
public record Sightings(List<Final> finals, List<Place> places, List<Kill> kills, List<Told> told) {
    /** A file below results/. */
    public record Final(long millis, String name, long size, String sha256) {
        public String line() {
            return String.join("\t", "final", Long.toString(millis), name, Long.toString(size), sha256);
        }
    }

    /**
     * Where a source was.
     *
     * @param kill after how many ends of processes
     * @param where names of folders that hold it, joined by +
     */
    public record Place(int kill, String file, String where) {
        public String line() {
            return String.join("\t", "place", Integer.toString(kill), file, where);
        }
    }

    /**
     * The end of a process.
     *
     * @param runs how many were being loaded
     * @param recovering files that were pending when it had started, joined by commas, if it had not come to its first
     *     request
     */
    public record Kill(int number, int runs, String recovering) {
        public String line() {
            return String.join("\t", "kill", Integer.toString(number), Integer.toString(runs), recovering);
        }
    }

    /**
     * What the management API said of a run.
     *
     * @param kill after how many ends of processes
     */
    public record Told(int kill, String run, String file, String state, long succeeded, long failed) {
        public String line() {
            return String.join(
                    "\t",
                    "told",
                    Integer.toString(kill),
                    run,
                    file,
                    state,
                    Long.toString(succeeded),
                    Long.toString(failed));
        }

        boolean sameAs(Told other) {
            return state.equals(other.state) && succeeded == other.succeeded && failed == other.failed;
        }
    }

    public Sightings {
        finals = List.copyOf(finals);
        places = List.copyOf(places);
        kills = List.copyOf(kills);
        told = List.copyOf(told);
    }

    public static Sightings read(Path file) throws IOException {
        List<Final> finals = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        List<Kill> kills = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            switch (cells[0]) {
                case "final" ->
                    finals.add(new Final(Long.parseLong(cells[1]), cells[2], Long.parseLong(cells[3]), cells[4]));
                case "place" -> places.add(new Place(Integer.parseInt(cells[1]), cells[2], cells[3]));
                case "kill" -> kills.add(new Kill(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), cells[3]));
                case "told" ->
                    told.add(new Told(
                            Integer.parseInt(cells[1]),
                            cells[2],
                            cells[3],
                            cells[4],
                            Long.parseLong(cells[5]),
                            Long.parseLong(cells[6])));
                default -> throw new IOException("sighting \"" + line + "\" is not known");
            }
        }
        return new Sightings(finals, places, kills, told);
    }
}
