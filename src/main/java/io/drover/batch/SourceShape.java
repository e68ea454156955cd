package io.drover.batch;

import java.nio.charset.Charset;
import java.util.List;

/** What a result file must look like to be read again by the load that read the source. */
public sealed interface SourceShape {
    /**
     * A CSV source.
     *
     * @param columns the header cells, unquoted, without the columns Drover itself appended to an earlier error file
     * @param header the header's cells as they stand in the source (UTF-8 bytes as text), without line end
     * @param delimiter one ASCII character
     * @param charset of the source; bytes handed over by {@link RecordReader#appendSource} are UTF-8 unless noted there
     * @param lineEnd {@code \n} or {@code \r\n}
     */
    record Csv(List<String> columns, String header, char delimiter, Charset charset, String lineEnd)
            implements SourceShape {
        public Csv {
            columns = List.copyOf(columns);
        }
    }

    /** A JSON or JSON Lines source: result files are JSON Lines in UTF-8. */
    record Json() implements SourceShape {}
}
