package io.drover.schema;

import io.drover.batch.Bytes;
import java.util.List;

/** What stands at one place of the object that is sent. */
sealed interface Part permits Part.ObjectPart, Part.ElementsPart, Part.EachPart, Part.ConstantPart, ValuePart {
    /** Appends itself; false, with anything appended that is to be taken back, when it is left out. */
    boolean write(Writing writing);

    /**
     * Members one after the other. An object of which everything is left out is left out itself.
     *
     * @param keys what stands before each member: comma, name and colon
     */
    @SuppressWarnings("ArrayRecordComponent") // the hot path; never compared
    record ObjectPart(byte[][] keys, Part[] members) implements Part {
        @Override
        public boolean write(Writing writing) {
            Bytes to = writing.to();
            int start = to.length() + 1;
            to.append('{');
            for (int i = 0; i < members.length; i++) {
                int before = to.length();
                int skipped = before == start ? 1 : 0;
                to.append(keys[i], skipped, keys[i].length - skipped);
                if (!members[i].write(writing)) {
                    to.truncate(before);
                }
            }
            to.append('}');
            return to.length() > start + 1;
        }
    }

    /** Numbered elements; those that are left out move the rest up. */
    record ElementsPart(List<Part> elements) implements Part {
        public ElementsPart {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean write(Writing writing) {
            Bytes to = writing.to();
            int start = to.length() + 1;
            to.append('[');
            for (Part element : elements) {
                appendElement(writing, element, start);
            }
            to.append(']');
            return to.length() > start + 1;
        }
    }

    /** An element for each record of the group, in their order. */
    record EachPart(Part element) implements Part {
        @Override
        public boolean write(Writing writing) {
            Bytes to = writing.to();
            int start = to.length() + 1;
            to.append('[');
            for (int row = 0; row < writing.rows(); row++) {
                writing.turnTo(row);
                appendElement(writing, element, start);
            }
            writing.turnTo(0);
            to.append(']');
            return to.length() > start + 1;
        }
    }

    private static void appendElement(Writing writing, Part element, int start) {
        Bytes to = writing.to();
        int before = to.length();
        if (before > start) {
            to.append(',');
        }
        if (!element.write(writing)) {
            to.truncate(before);
        }
    }

    /** The same for every record. */
    @SuppressWarnings("ArrayRecordComponent") // the hot path; never compared
    record ConstantPart(byte[] json) implements Part {
        @Override
        public boolean write(Writing writing) {
            writing.to().append(json);
            return true;
        }
    }
}
