package dev.sluice.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code apply}. */
@Command(
        name = "apply",
        description = {
            "Makes services, environments, targets, strategies, connections and freezes as files say.",
            "Shows what changes first. On a terminal it asks before it changes what is there already.",
            "Sluice checks all of them together, and changes all or nothing: a document may name another of the same files."
        },
        footer = {"", "Example:", "  sluice apply -f shop.yaml"})
final class ApplyCommand extends DocumentVerb {

    @Option(names = "--yes", description = "Doesn't ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Has everything checked, shows what would change, and changes nothing.")
    boolean dryRun;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Applying applying = applying(api);
        Api.Answer tried = applying.tried();
        List<Change> changes = applying.changes(tried);
        if (!json) {
            print(ChangeText.of(changes));
        }
        if (dryRun) {
            if (json) {
                print(tried.body());
            }
            return mayAll(changes) ? Exit.DONE : Exit.NOT_ALLOWED;
        }
        boolean edits = changes.stream().anyMatch(change -> change.is(Change.CHANGED));
        if (edits && !yes && !json && terminal().interactive() && !terminal().agrees("Apply?")) {
            print("Nothing was applied.");
            return Exit.ERROR;
        }
        terminal().out().flush();
        Api.Answer applied = applying.apply(tried);
        print(json ? applied.body() : ChangeText.summary(applying.changes(applied)));
        return Exit.DONE;
    }

    /** Says which of the changes the user may not make. */
    private boolean mayAll(List<Change> changes) {
        List<String> forbidden = changes.stream()
                .filter(change -> !change.mayI())
                .map(change -> change.document().title())
                .toList();
        if (!forbidden.isEmpty() && !json) {
            print("You may not apply " + String.join(", ", forbidden) + "; whoami says what your role is.");
        }
        return forbidden.isEmpty();
    }
}
