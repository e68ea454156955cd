package io.drover.batch;

/**
 * Names a batch for ever: the run, the batch's 1-based number in it, and for a halved batch which half.
 *
 * <p>Halves are named by their parent: batch {@code 3} becomes {@code 3.1} and {@code 3.2}, then {@code 3.2.1} ….
 * The name depends on the file and the settings only, so a batch keeps it across a crash.
 *
 * @param run the run's id
 * @param name the batch's name within the run, e.g. {@code 3} or {@code 3.2.1}
 */
public record BatchId(String run, String name) {
    public static BatchId of(String run, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("batch numbers start at 1, but was " + number);
        }
        return new BatchId(run, Integer.toString(number));
    }

    /** The number of the batch as it was read from the file, whichever half this is. */
    public int number() {
        int dot = name.indexOf('.');
        return Integer.parseInt(dot < 0 ? name : name.substring(0, dot));
    }

    public BatchId firstHalf() {
        return new BatchId(run, name + ".1");
    }

    public BatchId secondHalf() {
        return new BatchId(run, name + ".2");
    }

    /** Whether it is the whole batch, or the first half of first halves: with it is settled what is not sent. */
    public boolean isFirst() {
        return !name.contains(".2");
    }

    @Override
    public String toString() {
        return run + "/" + name;
    }
}
