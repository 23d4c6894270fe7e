package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code approvals}. */
@Command(
        name = "approvals",
        description = "Shows the releases that wait for people: for whom, how long, and whether you may approve.",
        footer = {"", "Example:", "  sluice approvals"})
final class ApprovalsCommand extends Verb {

    ApprovalsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        List<JsonNode> open = api.all(Api.path("approvals"), Map.of("status", "open"));
        return showAll(open, this::text);
    }

    private String text(List<JsonNode> open) {
        Times times = new Times(terminal().zone());
        Table table = new Table("RELEASE", "WHAT", "ASKED FOR BY", "STEP", "STILL", "FROM", "UNTIL", "YOU");
        for (JsonNode approval : open) {
            List<String> from = PlanText.texts(approval.path("from"));
            table.row(
                    Json.text(approval, "release"),
                    Json.text(approval, "service") + " " + Json.text(approval, "version") + " in "
                            + Json.text(approval, "environment"),
                    Json.text(approval, "requestedBy"),
                    Json.text(approval, "step"),
                    Json.text(approval, "missing"),
                    from.isEmpty() ? "anybody" : String.join(", ", from),
                    times.full(Json.text(approval, "expiresAt")),
                    approval.path("mayI").asBoolean() ? "may" : Json.text(approval, "whyNot"));
        }
        return table.isEmpty() ? "Nothing waits for people." : table + "\nsluice approve RELEASE lets one go on.";
    }
}
