package io.drover.result;

import io.drover.batch.BatchId;
import io.drover.batch.Bytes;
import io.drover.batch.Tally;

/**
 * The outcomes of one batch, ready to be appended to the result files.
 *
 * @param tally of this batch
 * @param successRows whole rows in the charset of the result files; not changed any more
 * @param errorRows likewise, for the error file
 */
public record Settlement(BatchId batch, Tally tally, Bytes successRows, Bytes errorRows) {}
