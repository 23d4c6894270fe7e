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

    /** What applying all documents would change, in the order in which it would be done. */
    List<Change> changes(Api api) {
        List<Change> changes = new ArrayList<>();
        for (Document document : Documents.read(Sources.read(files, terminal().in()))) {
            changes.add(Change.of(api, document));
        }
        return changes;
    }
}
