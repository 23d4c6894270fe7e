package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code approve} and {@code reject}. */
@Command
final class DecisionCommand extends ReleaseVerb {

    private final Decision decision;

    @Option(names = "--step", paramLabel = "N", description = "Its number in the plan (default: the one that waits).")
    Optional<Integer> step = Optional.empty();

    @Option(names = "--comment", paramLabel = "TEXT", description = "For those who read the events.")
    Optional<String> comment = Optional.empty();

    DecisionCommand(Terminal terminal, Decision decision) {
        super(terminal);
        this.decision = decision;
    }

    @Override
    Which which() {
        return Which.MOVING;
    }

    @Override
    Exit run(Api api, String release) {
        ObjectNode body = Json.object().put("decision", decision.word());
        step.ifPresent(number -> body.put("step", number));
        comment.ifPresent(text -> body.put("comment", text));
        return show(api.post(Api.path("releases", release, "approvals"), body), ReleaseText::line);
    }
}
