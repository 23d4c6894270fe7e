package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all verbs have in common: a server, an answer as JSON or for people, and an exit code. */
@Command(sortOptions = false, usageHelpWidth = 100)
abstract class Verb implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--json",
            description = {"Prints the API's answer as it is.", "What is wrong is then one object on standard error."})
    boolean json;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says what this does.")
    boolean help;

    Verb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() {
        return run(server.api(terminal)).code();
    }

    abstract Exit run(Api api);

    Terminal terminal() {
        return terminal;
    }

    void print(String line) {
        terminal.out().println(line);
    }

    /** Prints the answer: as it came, or what is made of it for people. */
    Exit show(Api.Answer answer, Function<JsonNode, String> text) {
        print(json ? answer.body() : text.apply(answer.json()));
        return Exit.DONE;
    }

    /** Prints all items of a list: as one page, or what is made of them for people. */
    Exit showAll(List<JsonNode> items, Function<List<JsonNode>, String> text) {
        print(json ? Json.write(Json.page(items)) : text.apply(items));
        return Exit.DONE;
    }
}
