package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code promote}. */
@Command(
        name = "promote",
        description = "Gives a release all the traffic now, past the steps that are left. Asks before it does.",
        footer = {"", "Example:", "  sluice promote shop --yes --comment \"fixes the outage\""})
final class PromoteCommand extends CommandVerb {

    @Option(names = "--yes", description = "Doesn't ask; needed where nobody can answer.")
    boolean yes;

    PromoteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api, String release) {
        if (!yes) {
            if (!terminal().interactive()) {
                throw new Failed(
                        Exit.USAGE, "promote skips what is left of the plan; say --yes where nobody can be asked");
            }
            print(warning(api.get(Api.path("releases", release)).json()));
            if (!terminal().agrees("Promote?")) {
                print("Nothing was changed.");
                return Exit.ERROR;
            }
        }
        return command(api, release, body("promote"));
    }

    static String warning(JsonNode release) {
        StringBuilder text = new StringBuilder(ReleaseText.line(release)).append("\nPromote changes");
        for (JsonNode target : release.path("targets")) {
            text.append("\n  ")
                    .append(Json.text(target, "name"))
                    .append(": ")
                    .append(Percent.text(target.path("weight").path("desired")))
                    .append(" → 100 %");
        }
        JsonNode step = release.path("step");
        int left = step.path("of").asInt(0) - step.path("index").asInt(0);
        if (left > 0) {
            text.append("\nand skips ")
                    .append(left == 1 ? "1 step" : left + " steps")
                    .append(" with their holds and approvals; gates go on watching until the bake is over.");
        }
        return text.toString();
    }
}
