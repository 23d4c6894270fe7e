package dev.sluice.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code completion}. */
@Command(
        name = "completion",
        description = "Prints a script by which bash or zsh complete verbs and options; one script is for both.",
        footer = {"", "Example:", "  source <(./sluice completion bash)"})
final class CompletionCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHELL", description = "bash or zsh (default: bash).")
    Shell shell = Shell.bash;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says what this does.")
    boolean help;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** As the user types it. */
    enum Shell {
        bash,
        zsh
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            terminal.out().println("autoload -U +X bashcompinit && bashcompinit");
        }
        terminal.out().println(AutoComplete.bash("sluice", Verbs.all(terminal)));
        return Exit.DONE.code();
    }
}
