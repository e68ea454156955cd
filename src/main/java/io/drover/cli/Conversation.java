package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.batch.Reject;
import io.drover.run.Judged;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.source.Excerpt.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was said about each record or group of a short run: its part of the request, of the answer, and the verdict. */
final class Conversation implements RunListener {
    private static final int LONGEST_ANSWER = 4000;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Place> places;
    private final List<Turn> turns = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    /** Numbers of the answers that are to be shown whole: some record has no part of its own. */
    private final Set<Integer> whole = new TreeSet<>();

    /** @param places where each record of the run stands in the file it was taken from */
    Conversation(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /**
     * One object of a request, or a record of which none was made.
     *
     * @param places of the records it was made of
     * @param sent empty where nothing was
     * @param answer number of the answer, from 1; 0 where none came
     * @param parts of the answer that tell of it; empty where only the whole answer does
     * @param read what the parse path map found
     */
    private record Turn(
            List<Place> places,
            String verdict,
            String sent,
            int status,
            int answer,
            List<String> parts,
            ObjectNode read) {
        static Turn unsent(Place place, String verdict) {
            return new Turn(List.of(place), verdict, "", 0, 0, List.of(), JSON.createObjectNode());
        }
    }

    @Override
    public synchronized void judged(Run run, Judged judged) {
        List<Outcome> outcomes = judged.outcomes();
        add(run, judged, outcomes.stream().map(Conversation::verdict).toList(), outcomes);
        for (Reject reject : judged.batch().rejects()) {
            turns.add(Turn.unsent(
                    place(reject.ordinal()), "error " + reject.errorClass().word() + ": " + reject.message()));
        }
    }

    @Override
    public synchronized void notUnderstood(Run run, Judged judged) {
        int size = judged.batch().size();
        List<Outcome> outcomes = Collections.nCopies(size, new Outcome.Success(List.of()));
        add(run, judged, Collections.nCopies(size, "no verdict: the answer can't be read"), outcomes);
    }

    private void add(Run run, Judged judged, List<String> verdicts, List<Outcome> outcomes) {
        Batch batch = judged.batch();
        int answer = judged.status() > 0 ? answers.size() + 1 : 0;
        String text = answer > 0 ? judged.answer() : "";
        if (answer > 0) {
            answers.add(shortened(text));
        }
        SentParts sent = new SentParts(run, batch);
        List<List<String>> elements = judged.elements();
        for (int index = 0; index < outcomes.size(); index++) {
            List<String> parts =
                    elements.get(index).stream().map(Conversation::shortened).toList();
            if (parts.isEmpty() && answer > 0 && batch.size() == 1) {
                parts = List.of(shortened(text));
            }
            if (parts.isEmpty() && answer > 0) {
                whole.add(answer);
            }
            turns.add(new Turn(
                    places(batch, index),
                    verdicts.get(index),
                    sent.of(index),
                    judged.status(),
                    answer,
                    parts,
                    read(run, outcomes.get(index))));
        }
    }

    private static ObjectNode read(Run run, Outcome outcome) {
        List<String> names = run.responseSplit().columns().parsed();
        ObjectNode read = JSON.createObjectNode();
        for (int at = 0; at < outcome.parsed().size(); at++) {
            read.put(names.get(at), outcome.parsed().get(at));
        }
        return read;
    }

    private List<Place> places(Batch batch, int group) {
        List<Place> all = new ArrayList<>();
        for (int record = batch.firstRecord(group); record < batch.firstRecord(group + 1); record++) {
            all.add(place(batch.ordinal(record)));
        }
        return all;
    }

    private Place place(long ordinal) {
        return places.get((int) ordinal - 1);
    }

    private static String verdict(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                ? "error " + failure.errorClass().word() + ": " + failure.message()
                : "success";
    }

    private static String shortened(String answer) {
        return answer.length() <= LONGEST_ANSWER
                ? answer
                : answer.substring(0, LONGEST_ANSWER) + "... (" + answer.length() + " characters)";
    }

    /** @param ended whether all records have their outcome, so one that nothing was told of was left out */
    synchronized void print(boolean json, boolean ended, Surroundings around) {
        addUntold(ended ? "left out by transform-record" : "pending, was not settled");
        turns.sort(Comparator.comparingLong(turn -> turn.places.get(0).ordinal()));
        for (Turn turn : turns) {
            around.print(json ? json(turn) : text(turn));
        }
        for (int number : json ? Set.<Integer>of() : whole) {
            around.print("Answer " + number + ":" + System.lineSeparator() + "  " + visible(answers.get(number - 1)));
        }
    }

    private void addUntold(String verdict) {
        Set<Place> told = new HashSet<>();
        turns.forEach(turn -> told.addAll(turn.places));
        places.stream().filter(place -> !told.contains(place)).forEach(place -> turns.add(Turn.unsent(place, verdict)));
    }

    private static String text(Turn turn) {
        List<String> lines = new ArrayList<>();
        boolean one = turn.places.size() == 1;
        String records = turn.places.stream().map(place -> "" + place.ordinal()).collect(Collectors.joining(", "));
        String at = turn.places.stream().map(place -> "" + place.line()).collect(Collectors.joining(", "));
        lines.add((one ? "Record " : "Records ") + records + (one ? ", line " : ", lines ") + at + ": "
                + visible(turn.verdict));
        if (!turn.sent.isEmpty()) {
            lines.add("  request   " + visible(turn.sent));
        }
        if (turn.answer > 0) {
            String said = turn.parts.isEmpty() ? "all of answer " + turn.answer : String.join(" ", turn.parts);
            lines.add("  answer    HTTP " + turn.status + " " + visible(said));
        }
        if (!turn.read.isEmpty()) {
            lines.add("  read      " + visible(turn.read.toString()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String json(Turn turn) {
        Place first = turn.places.get(0);
        ObjectNode event = JSON.createObjectNode()
                .put("event", "record")
                .put("record", first.ordinal())
                .put("line", first.line());
        event.put("verdict", turn.verdict)
                .put("sent", turn.sent)
                .put("http_status", turn.status)
                .put("answer", turn.answer > 0 ? answers.get(turn.answer - 1) : "");
        turn.places.forEach(place -> event.withArray("records").add(place.ordinal()));
        turn.parts.forEach(event.putArray("answer_parts")::add);
        event.set("read", turn.read);
        return event.toString();
    }

    /** A terminal obeys control characters, and an answer is somebody else's text. */
    private static String visible(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]", "?");
    }
}
