package io.drover.result;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The success and the error file of a run while it goes on. Rows are safe once {@link #force()} has returned. After
 * any failure the object refuses all further work, because what is on disk is no longer known. Not thread-safe.
 */
public final class ResultFiles implements Closeable {
    private final String run;
    private final ResultFile success;
    private final ResultFile error;
    private boolean brief;
    private @Nullable IOException failure;

    private ResultFiles(String run, ResultFile success, ResultFile error) {
        this.run = run;
        this.success = success;
        this.error = error;
    }

    /**
     * Starts the files of a run that has recorded nothing yet, or goes on with those of an earlier process.
     *
     * @param folder the run's folder in {@code processing/}
     * @throws ResultFileShortException when a file is shorter than recorded
     */
    public static ResultFiles open(
            Path folder, ResultNames names, ResultRows rows, long successLength, long errorLength) throws IOException {
        // Files of JSON sources have no header, so one of the lengths may be 0 although something is recorded.
        return successLength == 0 && errorLength == 0
                ? create(folder, names, rows)
                : resume(folder, names, successLength, errorLength);
    }

    /**
     * Starts both files with their headers, durably; whatever stood there is replaced.
     *
     * @param folder the run's folder in {@code processing/}
     */
    static ResultFiles create(Path folder, ResultNames names, ResultRows rows) throws IOException {
        ResultFile success = ResultFile.create(folder.resolve(names.success()), rows.successHeader());
        try {
            ResultFile error = ResultFile.create(folder.resolve(names.error()), rows.errorHeader());
            Folders.force(folder);
            return new ResultFiles(names.run(), success, error);
        } catch (IOException e) {
            success.close();
            throw e;
        }
    }

    /**
     * Goes on with the files of an earlier process: what was written after the recorded lengths is cut off.
     *
     * @throws ResultFileShortException when a file is shorter than recorded
     */
    static ResultFiles resume(Path folder, ResultNames names, long successLength, long errorLength) throws IOException {
        ResultFile success = ResultFile.resume(folder.resolve(names.success()), successLength);
        try {
            return new ResultFiles(names.run(), success, ResultFile.resume(folder.resolve(names.error()), errorLength));
        } catch (IOException e) {
            success.close();
            throw e;
        }
    }

    /**
     * From now on the files are open only while something is written, as many files may wait to be settled together.
     *
     * @return this
     */
    public ResultFiles brief() throws IOException {
        brief = true;
        rest();
        return this;
    }

    private void rest() throws IOException {
        success.rest();
        error.rest();
    }

    /** Adds the rows to both files; they are safe after the next {@link #force()}. */
    public void append(Settlement settlement) throws IOException {
        checkUsable();
        try {
            success.append(settlement.successRows());
            error.append(settlement.errorRows());
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Makes all rows survive a loss of power. A failed force is never tried again. */
    public void force() throws IOException {
        checkUsable();
        try {
            success.force();
            error.force();
            if (brief) {
                rest();
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the result files of run " + run + " failed before and are not written any more; the run goes on"
                            + " from its last settled batch after a restart",
                    failure);
        }
    }

    public long successLength() {
        return success.length();
    }

    public long errorLength() {
        return error.length();
    }

    /** The hash of the success file as far as it was appended. */
    public String successSha256() {
        return success.sha256();
    }

    public String errorSha256() {
        return error.sha256();
    }

    @Override
    public void close() throws IOException {
        try (success) {
            error.close();
        }
    }
}
