package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeze end}. */
@Command(
        name = "end",
        description =
                "Ends a freeze by deleting it: what it held goes on at once. One that comes every week is gone too.",
        footer = {"", "Example:", "  sluice freeze end now-20261127-140000"})
final class FreezeEndCommand extends Verb {

    @Parameters(index = "0", paramLabel = "NAME", description = "As freeze list shows it.")
    String name = "";

    FreezeEndCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        String etag = api.find(Api.path("freezes", name))
                .orElseThrow(() -> Names.missing(api, "freezes", name))
                .etag();
        api.delete(Api.path("freezes", name), etag);
        print(json ? Json.write(Json.object().put("deleted", name)) : "Freeze " + Json.printable(name) + " is over.");
        return Exit.DONE;
    }
}
