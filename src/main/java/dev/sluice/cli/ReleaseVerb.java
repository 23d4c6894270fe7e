package dev.sluice.cli;

import picocli.CommandLine.Parameters;

/** A verb about one release. */
abstract class ReleaseVerb extends Verb {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The release; the beginning of its id will do where it fits one only.")
    String id = "";

    ReleaseVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    final Exit run(Api api) {
        return run(api, ReleaseIds.find(api, id));
    }

    abstract Exit run(Api api, String release);
}
