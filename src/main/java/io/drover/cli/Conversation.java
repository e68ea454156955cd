package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.batch.Reject;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.source.Excerpt.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was said about each record of a short run: what was sent, what came back, and the verdict. */
final class Conversation implements RunListener {
    private static final int LONGEST_ANSWER = 4000;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Place> places;
    private final List<Turn> turns = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    /** @param places where each record of the run stands in the file it was taken from */
    Conversation(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /**
     * One record.
     *
     * @param answer number of the answer, from 1; 0 where nothing was sent
     * @param read what the parse path map found in the record's part of the answer
     */
    private record Turn(Place place, String sent, int status, int answer, String verdict, ObjectNode read) {}

    @Override
    public synchronized void judged(Run run, Batch batch, List<Outcome> outcomes, int status, byte[] answer) {
        if (status > 0) {
            answers.add(shortened(new String(answer, StandardCharsets.UTF_8)));
        }
        int number = status > 0 ? answers.size() : 0;
        List<String> names = run.responseSplit().columns().parsed();
        for (int index = 0; index < outcomes.size(); index++) {
            Outcome outcome = outcomes.get(index);
            ObjectNode read = JSON.createObjectNode();
            for (int at = 0; at < outcome.parsed().size(); at++) {
                read.put(names.get(at), outcome.parsed().get(at));
            }
            turns.add(new Turn(
                    place(batch.ordinal(batch.firstRecord(index))),
                    batch.json(index),
                    status,
                    number,
                    verdict(outcome),
                    read));
        }
        for (Reject reject : batch.rejects()) {
            String verdict = "error " + reject.errorClass().word() + ": " + reject.message();
            turns.add(new Turn(place(reject.ordinal()), "", 0, 0, verdict, JSON.createObjectNode()));
        }
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

    synchronized void print(boolean json, Surroundings around) {
        turns.sort(Comparator.comparingLong(turn -> turn.place.ordinal()));
        for (Turn turn : turns) {
            around.print(json ? json(turn) : text(turn));
        }
        for (int number = 1; number <= answers.size() && !json; number++) {
            around.print("Answer " + number + ":" + System.lineSeparator() + "  " + visible(answers.get(number - 1)));
        }
    }

    private static String text(Turn turn) {
        List<String> lines = new ArrayList<>();
        lines.add("Record " + turn.place.ordinal() + ", line " + turn.place.line() + ": " + visible(turn.verdict));
        if (!turn.sent.isEmpty()) {
            lines.add("  sent      " + visible(turn.sent));
        }
        if (turn.answer > 0) {
            String read = turn.read.isEmpty() ? "" : ", of this record " + turn.read;
            lines.add("  answered  HTTP " + turn.status + ", answer " + turn.answer + visible(read));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String json(Turn turn) {
        ObjectNode event = JSON.createObjectNode()
                .put("event", "record")
                .put("record", turn.place.ordinal())
                .put("line", turn.place.line())
                .put("verdict", turn.verdict)
                .put("sent", turn.sent)
                .put("http_status", turn.status)
                .put("answer", turn.answer > 0 ? answers.get(turn.answer - 1) : "");
        event.set("read", turn.read);
        return event.toString();
    }

    /** A terminal obeys control characters, and an answer is somebody else's text. */
    private static String visible(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]", "?");
    }
}
