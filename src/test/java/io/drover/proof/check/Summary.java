package io.drover.proof.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain members of a run's summary.json. */
record Summary(Map<String, String> members) {
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"]*)\"|(\\d+))");

    static Summary read(Path file) throws IOException {
        Map<String, String> members = new HashMap<>();
        Matcher matcher = MEMBER.matcher(Files.readString(file));
        while (matcher.find()) {
            String text = matcher.group(2);
            // The counts by class come later and have other names.
            members.putIfAbsent(matcher.group(1), text == null ? matcher.group(3) : text);
        }
        return new Summary(members);
    }

    String text(String name) {
        return members.getOrDefault(name, "");
    }

    long count(String name) {
        return Long.parseLong(members.getOrDefault(name, "-1"));
    }
}
