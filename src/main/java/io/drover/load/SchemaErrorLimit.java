package io.drover.load;

/** How many records of a file may break the schema before the rest of it is not sent any more. */
public sealed interface SchemaErrorLimit {
    SchemaErrorLimit NONE = new Unlimited();

    /**
     * Whether there are too many.
     *
     * @param errors records that break the schema
     * @param records read so far, those included
     */
    boolean isExceeded(long errors, long records);

    /** Any number. */
    record Unlimited() implements SchemaErrorLimit {
        @Override
        public boolean isExceeded(long errors, long records) {
            return false;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** That many records. */
    record Records(long most) implements SchemaErrorLimit {
        @Override
        public boolean isExceeded(long errors, long records) {
            return errors > most;
        }

        @Override
        public String toString() {
            return Long.toString(most);
        }
    }

    /** That share of the records read so far, once they are enough for a share to say something. */
    record Percent(int most) implements SchemaErrorLimit {
        /** Of so many records a share is looked at. */
        public static final int FROM = 100;

        @Override
        public boolean isExceeded(long errors, long records) {
            return records >= FROM && errors * 100 > records * most;
        }

        @Override
        public String toString() {
            return most + "%";
        }
    }
}
