package io.drover.connection;

/**
 * A tenant or organisation that a connection's credentials can reach.
 *
 * @param id what {@code $account} stands for
 * @param title its name for people; the id where it has none
 */
public record Account(String id, String title) {
    private static final int LONGEST = 200;

    /** Whether the text can be an id, or stands for none. */
    public static boolean isId(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
