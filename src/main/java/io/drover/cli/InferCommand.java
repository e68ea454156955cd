package io.drover.cli;

import io.drover.load.CsvFormat;
import io.drover.plan.SchemaSample;
import io.drover.schema.InferredSchema;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Model.CommandSpec;

/** {@code schema infer}: a draft of a schema from a sample, and what it is unsure of. */
final class InferCommand extends Command {
    private final Surroundings around;

    InferCommand(Surroundings around) {
        super(
                "infer",
                "Drafts a destination schema from a sample: CSV with a header, JSON, JSON Lines, or a JSON Schema.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The sample; of a long one the first 100000 records are looked at."));
        spec.addOption(text(
                "--out", "FILE", "Write the schema there, where no file is yet; standard output if not" + " given."));
        spec.addOption(text("--delimiter", "CHAR", "CSV: the character between cells, or tab; a comma if not given."));
        spec.addOption(text("--charset", "NAME", "CSV: the character set; UTF-8 if not given."));
        spec.addOption(text("--request-split-path", "PATH", "JSON: where the records are; the root if not given."));
        spec.usageMessage().footer("", "The schema goes to standard output, what it is unsure of to standard error.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Path file = arguments.positionalPath(0);
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("the sample must be a file, but there is none at " + file.toAbsolutePath());
        }
        InferredSchema schema = infer(file, arguments);
        if (schema.size() == 0) {
            throw new RefusedException("the sample must have a field, but " + file + " has none");
        }
        String yaml = schema.yaml(String.valueOf(file.getFileName()));
        schema.doubts().forEach(doubt -> around.say("unsure: " + doubt));
        if (arguments.text("--out").isEmpty()) {
            around.print(yaml.stripTrailing());
            return ExitCode.OK;
        }
        Path out = arguments.path("--out").orElseThrow();
        try {
            Files.writeString(out, yaml, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("--out must name a file that does not exist yet, but there is one at " + out);
        }
        around.say("wrote " + out + ": " + schema.size() + " fields, "
                + schema.doubts().size() + " to look at");
        return ExitCode.OK;
    }

    private static InferredSchema infer(Path file, Arguments arguments) throws IOException {
        CsvFormat csv = new CsvFormat(delimiter(arguments), charset(arguments));
        try {
            return new SchemaSample(
                            file, csv, arguments.text("--request-split-path").orElse(""))
                    .infer();
        } catch (UnreadableSourceException e) {
            throw new RefusedException("the sample " + file + " can't be read: " + e.getMessage());
        }
    }

    private static char delimiter(Arguments arguments) {
        String text = arguments.text("--delimiter").orElse(",");
        String one = text.equals("tab") ? "\t" : text;
        if (one.length() != 1 || one.charAt(0) > 127 || "\"\r\n".contains(one)) {
            throw new RefusedException("--delimiter must be one ASCII character or tab, but was '" + text + "'");
        }
        return one.charAt(0);
    }

    private static Charset charset(Arguments arguments) {
        String name = arguments.text("--charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--charset must be a character set such as UTF-8, but was '" + name + "'");
        }
    }
}
