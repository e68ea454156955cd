package io.drover.proof.check;

/** What must be true of any load, whatever happened meanwhile. */
public enum Invariant {
    I1("every record of a file stands in its success file or its error file, or is still pending"),
    I2("no record stands in both files, or twice in one"),
    I3("no row without a record of the input; its columns are those of the input, byte for byte"),
    I4("success only where the destination said so of that record, and then always"),
    I5("error rows say place, batch, attempts, class and message, and the status where there was an answer"),
    I6("requests with one key have one body, and a body has one key"),
    I7("repeats are those that retries, yields and the batches in flight at a crash allow; a key has one effect"),
    I8("a final name is seen only whole, and never changes"),
    I9("the source is in one place at any time, and leaves the inbox once"),
    I10("what was answered for good is not sent again by the same process; retries are limited over restarts"),
    I11("a yield is no retry, and never ends in failure"),
    I12("no secret in any file that is written"),
    I13("nothing is written outside the configured folders"),
    I14("what is done stays done"),
    I15("every fault is visible: in the counts of the summary and of the management API, and in the log"),
    I16("a recovery that was killed is gone on with");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    public String promise() {
        return promise;
    }
}
