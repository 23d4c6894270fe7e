package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code whoami}. */
@Command(
        name = "whoami",
        description = "Says who Sluice takes you for, and what you may.",
        footer = {"", "Example:", "  sluice whoami"})
final class WhoAmICommand extends Verb {

    WhoAmICommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        return show(api.get(Api.path("whoami")), WhoAmICommand::text);
    }

    private static String text(JsonNode me) {
        List<String> groups = PlanText.texts(me.path("groups"));
        return Json.text(me, "name") + " (" + Json.text(me, "kind") + "), role " + Json.text(me, "role")
                + (groups.isEmpty() ? "" : ", of " + String.join(", ", groups))
                + String.join(
                        "",
                        PlanText.texts(me.path("warnings")).stream()
                                .map(warning -> "\nWarning: " + warning)
                                .toList());
    }
}
