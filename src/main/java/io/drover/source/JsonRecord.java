package io.drover.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.batch.Bytes;
import io.drover.batch.JsonText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One JSON value copied from a parser, compact: numbers digit for digit, duplicate names kept, in the source's order.
 * In an object that Drover wrote, the members from {@code _record} on are Drover's own and are left out; but what the API
 * gave to a record that succeeded stays.
 */
final class JsonRecord {
    private final int limit;
    private final Bytes text = new Bytes(1024);
    private int depth;
    private int members;
    private int ownMatched;
    private int ownFrom;
    private int ownEnd;
    private int givenEnd;
    private boolean failed;
    private int membersBeforeOwn;
    private boolean tooLong;
    private boolean halfCharacter;
    private String problem = "";
    private String className = "";
    private String message = "";
    private String source = "";

    /** @param limit the most bytes of a record as compact JSON */
    JsonRecord(int limit) {
        this.limit = limit;
    }

    /** Copies the value the parser stands at and leaves the parser at the value's last token. */
    void copy(JsonParser parser) throws IOException {
        reset();
        JsonToken token = parser.currentToken();
        boolean object = token == JsonToken.START_OBJECT;
        copyToken(parser, token);
        while (depth > 0) {
            // Within a value the parser reports the end of its input as an exception, never as no token.
            token = parser.nextToken();
            copyToken(parser, token);
        }
        if (tooLong) {
            unreadable("", "the record has more than " + limit + " bytes and was not read");
        } else if (!object) {
            unreadable(text.toString(), "the record must be a JSON object, but is another value");
        } else {
            finish();
        }
    }

    /** Takes something that can't be read as the record; its text is kept as the member {@code _source}. */
    void unreadable(String sourceText, String why) {
        text.truncate(0);
        text.append("{\"_source\":\"");
        JsonText.append(text, sourceText);
        text.append('"');
        problem = why + mark();
    }

    /** Why the record can't be sent; empty for a good one. */
    String problem() {
        return problem;
    }

    /** The text in place of an unreadable record, where someone has corrected it in an error file. */
    Optional<String> correctedSource() {
        boolean onlySource = !source.isEmpty() && membersBeforeOwn == 1;
        return onlySource && problem.isEmpty() && className.equals("parse") ? Optional.of(source) : Optional.empty();
    }

    void appendJson(Bytes to) {
        to.append(text.array(), 0, text.length()).append('}');
    }

    void appendSource(Bytes to) {
        to.append(text.array(), 0, text.length());
        if (text.length() > 1) {
            to.append(',');
        }
    }

    private void reset() {
        text.truncate(0);
        depth = 0;
        members = 0;
        ownMatched = 0;
        ownEnd = 0;
        givenEnd = 0;
        failed = false;
        tooLong = false;
        halfCharacter = false;
        problem = "";
        className = "";
        message = "";
        source = "";
    }

    private void finish() {
        boolean own = ownMatched == CsvHeader.OWN_RUN.size();
        int end = text.length() - 1;
        text.truncate(own ? ownFrom : end);
        if (!own) {
            className = "";
        } else if (!failed && ownEnd > 0) {
            keepGiven(givenEnd > 0 ? givenEnd : end);
        }
        if (halfCharacter) {
            problem = "the record holds half a surrogate pair, which is no character" + mark();
        } else if (className.equals("parse") && message.endsWith(mark())) {
            problem = message;
        }
    }

    /** What the API gave, with the comma before it; an object without other members must not begin with one. */
    private void keepGiven(int end) {
        int from = text.length() == 1 ? ownEnd + 1 : ownEnd;
        if (from < end) {
            text.append(Arrays.copyOfRange(text.array(), from, end));
        }
    }

    private String mark() {
        CRC32 sum = new CRC32();
        sum.update(text.array(), 0, text.length());
        return Fingerprint.mark(sum);
    }

    private void copyToken(JsonParser parser, JsonToken token) throws IOException {
        if (token.isStructEnd()) {
            depth--;
        }
        if (!tooLong) {
            writeToken(parser, token);
            tooLong = text.length() > limit;
        }
        if (token.isStructStart()) {
            depth++;
        }
    }

    private void writeToken(JsonParser parser, JsonToken token) throws IOException {
        if (depth == 1 && token == JsonToken.FIELD_NAME) {
            matchOwn(parser.currentName());
        }
        if (!token.isStructEnd()) {
            separate();
        }
        String value = parser.getText();
        switch (token) {
            case FIELD_NAME -> {
                appendString(value);
                text.append(':');
            }
            case VALUE_STRING -> {
                appendString(value);
                keep(depth == 1 ? String.valueOf(parser.currentName()) : "", value);
            }
            default -> text.append(value);
        }
    }

    private void separate() {
        if (text.length() > 0) {
            // A string ends in a quote, so these bytes at the end are never part of a value.
            byte last = text.array()[text.length() - 1];
            if (last != '[' && last != '{' && last != ':') {
                text.append(',');
            }
        }
    }

    private void appendString(String value) {
        text.append('"');
        halfCharacter |= JsonText.append(text, value);
        text.append('"');
    }

    /** Counts the consecutive names of Drover's own; what follows them is Drover's too. */
    private void matchOwn(String name) {
        if (ownMatched == CsvHeader.OWN_RUN.size()) {
            behindOwn(name);
            return;
        }
        boolean goesOn = name.equals(CsvHeader.OWN_RUN.get(ownMatched));
        ownMatched = goesOn ? ownMatched + 1 : name.equals(CsvHeader.OWN_RUN.get(0)) ? 1 : 0;
        if (ownMatched == 1) {
            ownFrom = text.length();
            membersBeforeOwn = members;
        }
        members++;
    }

    private void behindOwn(String name) {
        if (ownEnd == 0) {
            ownEnd = text.length();
        }
        if (givenEnd == 0 && name.equals(CsvHeader.WARNINGS)) {
            givenEnd = text.length();
        }
        failed |= name.equals("_class") || name.equals("_message");
    }

    private void keep(String name, String value) {
        switch (name) {
            case "_class" -> className = value;
            case "_message" -> message = value;
            case "_source" -> source = value;
            default -> {}
        }
    }
}
