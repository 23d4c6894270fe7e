package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code apply}. */
@Command(
        name = "apply",
        description = {
            "Makes services, environments, targets, strategies, connections and freezes as files say.",
            "Shows what changes first. On a terminal it asks before it changes what is there already.",
            "Reads everything before it changes anything."
        },
        footer = {"", "Example:", "  sluice apply -f shop.yaml"})
final class ApplyCommand extends DocumentVerb {

    @Option(names = "--yes", description = "Doesn't ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
    boolean dryRun;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        List<Change> changes = changes(api);
        if (!json) {
            print(ChangeText.of(changes));
        }
        if (dryRun) {
            if (json) {
                print(Json.write(Json.object().set("changes", ChangeText.json(changes))));
            }
            return Exit.DONE;
        }
        boolean edits = changes.stream().anyMatch(Change.Edit.class::isInstance);
        if (edits && !yes && !json && terminal().interactive() && !terminal().agrees("Apply?")) {
            print("Nothing was applied.");
            return Exit.ERROR;
        }
        terminal().out().flush();
        apply(api, changes);
        return Exit.DONE;
    }

    private void apply(Api api, List<Change> changes) {
        ArrayNode applied = Json.object().putArray("applied");
        int done = 0;
        for (Change change : changes) {
            try {
                apply(api, change)
                        .ifPresent(answer -> applied.addObject()
                                .put("kind", change.document().kind().word())
                                .put("name", change.document().name())
                                .put("change", ChangeText.word(change))
                                .set("document", answer.json()));
            } catch (Failed failed) {
                throw new Failed(
                        failed.exit(),
                        change.document().place() + ", " + change.document().title() + ": " + failed.sentence() + "\n"
                                + (done == 0 ? "Nothing" : done + " of " + changes.size() + " documents")
                                + (done == 1 ? " was" : done == 0 ? " was" : " were") + " applied before it.");
            }
            done++;
        }
        print(json ? Json.write(Json.object().set("applied", applied)) : summary(changes));
    }

    private static Optional<Api.Answer> apply(Api api, Change change) {
        return switch (change) {
            case Change.New made ->
                Optional.of(api.create(made.document().path(), made.document().body()));
            case Change.Edit edit ->
                Optional.of(api.replace(edit.document().path(), edit.document().body(), edit.etag()));
            case Change.Same _ -> Optional.empty();
        };
    }

    private static String summary(List<Change> changes) {
        long created = changes.stream().filter(Change.New.class::isInstance).count();
        long changed = changes.stream().filter(Change.Edit.class::isInstance).count();
        return created + " created, " + changed + " changed, " + (changes.size() - created - changed) + " as before.";
    }
}
