package dev.sluice.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code diff}. */
@Command(
        name = "diff",
        description = "Compares documents in files with what Sluice has, and changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:an error", "2:arguments or documents that can't be", "3:they differ"},
        footer = {"", "Example:", "  sluice diff -f shop.yaml"})
final class DiffCommand extends DocumentVerb {

    DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Applying applying = applying(api);
        Api.Answer tried = applying.tried();
        List<Change> changes = applying.changes(tried);
        print(json ? tried.body() : ChangeText.of(changes));
        return changes.stream().allMatch(change -> change.is(Change.UNCHANGED)) ? Exit.DONE : Exit.DIFFERENT;
    }
}
