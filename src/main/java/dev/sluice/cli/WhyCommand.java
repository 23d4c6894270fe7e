package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code why}. */
@Command(
        name = "why",
        description = "Says why a release stands where it stands, and what each gate waits for.",
        footer = {"", "Example:", "  sluice why shop"})
final class WhyCommand extends ReleaseVerb {

    WhyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api, String release) {
        return show(api.get(Api.path("releases", release)), WhyCommand::text);
    }

    static String text(JsonNode release) {
        StringBuilder text = new StringBuilder(Json.text(release, "sentence"));
        for (JsonNode gate : release.path("gates")) {
            text.append("\n  ")
                    .append(Json.text(gate, "name"))
                    .append(" at ")
                    .append(Json.text(gate, "target"))
                    .append(" (")
                    .append(Json.text(gate, "verdict"))
                    .append("): ")
                    .append(Json.text(gate, "sentence"));
        }
        return text.toString();
    }
}
