package dev.sluice.cli;

import picocli.CommandLine.Mixin;

/** A verb about one release. */
abstract class ReleaseVerb extends Verb {

    @Mixin
    final ReleaseArgument release = new ReleaseArgument();

    ReleaseVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    final Exit run(Api api) {
        return run(api, release.find(api, terminal(), which()));
    }

    /** Which release is meant where only its service is named. */
    Which which() {
        return Which.NEWEST;
    }

    abstract Exit run(Api api, String release);
}
