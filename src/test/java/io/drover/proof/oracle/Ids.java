package io.drover.proof.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of records, in the order they came; as text in ranges: {@code 1-100,105}. */
public record Ids(List<Long> all) {
    public static final Ids NONE = new Ids(List.of());

    /** Quotes within a value are escaped, so this stands only where a member begins. */
    private static final Pattern ID = Pattern.compile("\"id\":\"?(\\d+)");

    public Ids {
        all = List.copyOf(all);
    }

    /** The ids in a request's body. */
    static Ids inBody(String json) {
        List<Long> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(json);
        while (matcher.find()) {
            ids.add(Long.parseLong(matcher.group(1)));
        }
        return new Ids(ids);
    }

    /** Reads the text that {@link #toString} makes. */
    public static Ids parse(String text) {
        List<Long> ids = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = part.indexOf('-');
            long from = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
            long to = dash < 0 ? from : Long.parseLong(part.substring(dash + 1));
            for (long id = from; id <= to; id++) {
                ids.add(id);
            }
        }
        return new Ids(ids);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < all.size()) {
            int last = at;
            while (last + 1 < all.size() && all.get(last + 1) == all.get(last) + 1) {
                last++;
            }
            text.append(text.length() == 0 ? "" : ",").append(all.get(at));
            if (last > at) {
                text.append('-').append(all.get(last));
            }
            at = last + 1;
        }
        return text.toString();
    }
}
