package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A verb about documents in files. */
abstract class DocumentVerb extends Verb {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = {
                "A YAML or JSON file, a directory of them, or - for standard input; may be repeated.",
                "A file may hold several documents, each with kind and name."
            })
    List<String> files = new ArrayList<>();

    DocumentVerb(Terminal terminal) {
        super(terminal);
    }

    /** All documents of the files, to be applied together. */
    Applying applying(Api api) {
        return new Applying(api, Documents.read(Sources.read(files, terminal().in())));
    }
}
