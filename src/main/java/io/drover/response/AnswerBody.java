package io.drover.response;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an answer, read as JSON.
 *
 * @param json empty when it is not JSON
 * @param problem why it is not, without a word of what stands in it; may be empty
 */
record AnswerBody(Optional<Object> json, String problem) {
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    /**
     * Reads it in the charset that its Content-Type declares. JSON is in UTF-8 by RFC 8259, and UTF-16 and UTF-32 show
     * by themselves.
     */
    static AnswerBody read(Map<String, String> headers, byte[] body) {
        Optional<String> declared = charset(headers);
        if (declared.isEmpty() || isPlain(declared.get()) || hasMark(body)) {
            return AnswerJson.body(body);
        }
        try {
            return read(Charset.forName(declared.get()), body);
        } catch (IllegalArgumentException unknown) {
            AnswerBody asUtf8 = AnswerJson.body(body);
            return asUtf8.json.isPresent() || body.length == 0
                    ? asUtf8
                    : new AnswerBody(
                            Optional.empty(),
                            "its Content-Type declares the charset " + declared.get() + ", which is not known");
        }
    }

    private static AnswerBody read(Charset charset, byte[] body) {
        try {
            return AnswerJson.body(
                    charset.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return new AnswerBody(
                    Optional.empty(), "it is not in the charset that its Content-Type declares, " + charset.name());
        }
    }

    private static Optional<String> charset(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Content-Type")) {
                Matcher charset = CHARSET.matcher(header.getValue());
                return charset.find() ? Optional.of(charset.group(1)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Those that the JSON reader tells apart itself, whatever is declared. */
    private static boolean isPlain(String charset) {
        String name = charset.toLowerCase(Locale.ROOT);
        return name.startsWith("utf") || name.equals("us-ascii") || name.equals("ascii");
    }

    private static boolean hasMark(byte[] body) {
        String begin = new String(body, 0, Math.min(3, body.length), StandardCharsets.ISO_8859_1);
        return begin.startsWith("\u00EF\u00BB\u00BF")
                || begin.startsWith("\u00FE\u00FF")
                || begin.startsWith("\u00FF\u00FE");
    }
}
