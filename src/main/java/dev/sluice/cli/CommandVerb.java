package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Commands a release. */
abstract class CommandVerb extends ReleaseVerb {

    @Option(names = "--comment", paramLabel = "TEXT", description = "For those who read the events.")
    Optional<String> comment = Optional.empty();

    CommandVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Which which() {
        return Which.MOVING;
    }

    ObjectNode body(String type) {
        ObjectNode body = Json.object().put("type", type);
        comment.ifPresent(text -> body.put("comment", text));
        return body;
    }

    /** Undo and retry answer another release than the one that was commanded. */
    Exit command(Api api, String release, ObjectNode body) {
        return show(api.post(Api.path("releases", release, "commands"), body), ReleaseText::line);
    }
}
