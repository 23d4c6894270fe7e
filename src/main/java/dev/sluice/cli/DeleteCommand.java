package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete}. */
@Command(
        name = "delete",
        description = {
            "Deletes a document that nothing uses; where something does, it says what, and deletes nothing.",
            "On a terminal it asks before."
        },
        footer = {"", "Example:", "  sluice delete target shop/prod-eu"})
final class DeleteCommand extends Verb {

    @Mixin
    final KindArgument kind = new KindArgument();

    @Parameters(index = "1", paramLabel = "NAME", description = "Which.")
    String name = "";

    @Option(names = "--yes", description = "Doesn't ask.")
    boolean yes;

    @Option(
            names = "--while-serving",
            description = "Of a target: also when users meet a version there, who then get 404.")
    boolean whileServing;

    DeleteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        KindArgument.Key key = kind.key(name);
        if (whileServing && key.kind() != Kind.TARGET) {
            throw new Failed(Exit.USAGE, "--while-serving goes with a target only");
        }
        String etag = api.find(key.path())
                .orElseThrow(() -> KindArgument.missing(api, key))
                .etag();
        if (!yes && !json && terminal().interactive() && !terminal().agrees("Delete " + key.title() + "?")) {
            print("Nothing was deleted.");
            return Exit.ERROR;
        }
        api.delete(key.path() + (whileServing ? "?whileServing=true" : ""), etag);
        print(json ? Json.write(Json.object().put("deleted", key.title())) : "Deleted " + key.title() + ".");
        return Exit.DONE;
    }
}
