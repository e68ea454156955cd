package io.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.load.CsvFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePartTest {
    @TempDir
    Path folder;

    private String part(String name, byte[] content, Charset charset, FilePart range) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        Path part = folder.resolve(FilePart.name(name) + ".part");
        range.cut(file, new CsvFormat(',', charset), name.contains("json") ? "$.rows.*" : "", part);
        return Files.readString(part, charset);
    }

    @Test
    void theRecordsOfAJsonDocumentBecomeLines() throws Exception {
        byte[] json =
                "{\"rows\": [{\"id\": 1, \"a\": {\"b\": [2]}}, {}, {\"id\": 3}]}".getBytes(StandardCharsets.UTF_8);
        assertThat(part("a.json", json, StandardCharsets.UTF_8, new FilePart(0, 2)))
                .isEqualTo("{\"id\":1,\"a\":{\"b\":[2]}}\n{}\n");
        assertThat(part("a.json", json, StandardCharsets.UTF_8, new FilePart(2, Long.MAX_VALUE - 2)))
                .isEqualTo("{\"id\":3}\n");
        assertThat(FilePart.name("a.json.gz")).isEqualTo("a.jsonl");
    }

    @Test
    void aPackedFileIsCutUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("id,name\r\n1,\"Ann, \"\"A\"\"\"\r\n2,Bob\r\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(part("a.csv.gz", packed.toByteArray(), StandardCharsets.UTF_8, new FilePart(0, 1)))
                .isEqualTo("id,name\r\n1,\"Ann, \"\"A\"\"\"\r\n");
        assertThat(FilePart.name("a.csv.gz")).isEqualTo("a.csv");
    }

    @Test
    void anotherCharsetIsKept() throws Exception {
        byte[] csv = "id,name\n1,Zoë\n2,Bob\n".getBytes(StandardCharsets.UTF_16);
        assertThat(part("a.csv", csv, StandardCharsets.UTF_16, new FilePart(0, 1)))
                .isEqualTo("id,name\n1,Zoë\n");
    }
}
