package io.drover.load;

import java.nio.charset.Charset;

/**
 * How a load's CSV files are written.
 *
 * @param delimiter one ASCII character between cells
 */
public record CsvFormat(char delimiter, Charset charset) {
    public CsvFormat {
        if (delimiter > 127 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("delimiter must be one ASCII character other than a quote or line end");
        }
    }
}
