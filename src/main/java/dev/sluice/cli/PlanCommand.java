package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}. */
@Command(
        name = "plan",
        description = "Says what a release would do, and changes nothing. Takes what create takes.",
        footer = {"", "Example:", "  sluice plan shop 1.42.0 --endpoint http://10.0.0.7:8080 --strategy careful"})
final class PlanCommand extends Verb {

    @Mixin
    final ReleaseArguments release = new ReleaseArguments();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        return show(api.post(Api.path("releases") + "?validateOnly=true", release.body(api)), PlanText::ofPreview);
    }
}
