package io.drover.cli;

import java.util.Locale;

/** How progress is shown on stderr: the {@code --progress} option. */
enum ProgressMode {
    /** Lines drawn again on a terminal, plain lines elsewhere. */
    AUTO,
    LIVE,
    PLAIN,
    NONE;

    static final String OPTION = "--progress";

    static ProgressMode of(Arguments arguments, Terminal terminal) {
        String word = arguments.text(OPTION).orElse("auto");
        for (ProgressMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode != AUTO ? mode : terminal.live() ? LIVE : PLAIN;
            }
        }
        throw new RefusedException(OPTION + " must be one of auto, live, plain, none, but was " + word);
    }
}
