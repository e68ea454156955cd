package io.drover.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.drover.load.RequestSplitPath;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads the records of a JSON document as a stream: the elements of each array that the path names, or the object
 * that stands in its place. Several documents after one another are read one by one.
 *
 * <p>Where a document breaks off, the records before it are handed over, then one problem says that the rest was not
 * read.
 */
final class JsonDocumentReader extends JsonRecordReader {
    private final JsonParser parser;
    private final List<String> steps;
    private int depth;
    private boolean inArray;
    private boolean anyDocument;
    private boolean pathFound;
    private boolean waiting;
    private boolean ended;

    /**
     * Reads up to the first record.
     *
     * @throws UnreadableSourceException when this is no JSON or the path leads nowhere
     */
    JsonDocumentReader(InputStream in, RequestSplitPath path) throws IOException, UnreadableSourceException {
        super(Window.RECORD_LIMIT);
        parser = parser(in);
        steps = path.steps();
        try {
            waiting = toNextRecord();
        } catch (JsonProcessingException | CharConversionException e) {
            throw new UnreadableSourceException("the file is not JSON" + position(e)
                    + "; one array or object is allowed, JSON Lines where the name ends in .jsonl");
        }
        if (anyDocument && !pathFound) {
            throw new UnreadableSourceException("the document has no array or object at " + path
                    + "; set where its records are (drover.loads.NAME.request-split-path)");
        }
    }

    private static JsonParser parser(InputStream in) throws IOException, UnreadableSourceException {
        try {
            return JsonFormat.FACTORY.createParser(in);
        } catch (CharConversionException e) {
            throw new UnreadableSourceException("the file starts like UTF-32 in an order of bytes that nobody can read;"
                    + " save it in UTF-8 or UTF-16");
        }
    }

    @Override
    public boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            if (!waiting && !toNextRecord()) {
                ended = true;
                return false;
            }
            waiting = false;
            line = parser.currentTokenLocation().getLineNr();
            record.copy(parser);
        } catch (JsonProcessingException | CharConversionException e) {
            breaksOff(e);
        }
        ordinal++;
        return true;
    }

    private void breaksOff(IOException e) {
        ended = true;
        record.unreadable(
                "", "the document breaks off or is damaged" + position(e) + "; nothing from there on was read");
    }

    private String position(IOException e) {
        boolean located = e instanceof JsonProcessingException json && json.getLocation() != null;
        JsonLocation at = located ? ((JsonProcessingException) e).getLocation() : parser.currentLocation();
        String limit = e instanceof StreamConstraintsException ? " or exceeds " + JsonFormat.LIMITS + "," : "";
        return limit + " in line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Goes to the first token of the next record; false at the end of the last document. */
    private boolean toNextRecord() throws IOException {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            anyDocument = true;
            if (inArray) {
                if (token != JsonToken.END_ARRAY) {
                    return true;
                }
                inArray = false;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (entersRecord(token)) {
                return true;
            }
        }
    }

    /** Follows the path; the parser stands at the start of a document or at a member's name. */
    private boolean entersRecord(JsonToken token) throws IOException {
        boolean member = token == JsonToken.FIELD_NAME;
        boolean onPath = !member || parser.currentName().equals(steps.get(depth - 1));
        JsonToken value = member ? parser.nextToken() : token;
        if (onPath && depth == steps.size()) {
            return entersTarget(value);
        }
        if (onPath && value == JsonToken.START_OBJECT) {
            depth++;
        } else {
            parser.skipChildren();
        }
        return false;
    }

    private boolean entersTarget(JsonToken value) throws IOException {
        inArray = value == JsonToken.START_ARRAY;
        boolean single = !inArray && (steps.isEmpty() || value == JsonToken.START_OBJECT);
        pathFound |= inArray || single;
        return single;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
