package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code freeze list}. */
@Command(
        name = "list",
        description = "Shows freezes by name, those that are over too.",
        footer = {"", "Example:", "  sluice freeze list"})
final class FreezeListCommand extends Verb {

    FreezeListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        return showAll(api.all(Api.path("freezes"), Map.of()), this::text);
    }

    private String text(List<JsonNode> freezes) {
        Times times = new Times(terminal().zone());
        Table table = new Table("FREEZE", "HOLDS", "WHEN", "WHY");
        for (JsonNode freeze : freezes) {
            table.row(
                    Json.text(freeze, "name"),
                    FreezeText.what(freeze),
                    FreezeText.when(freeze, times),
                    Json.text(freeze, "reason"));
        }
        return table.isEmpty() ? "There are no freezes." : table.toString();
    }
}
