package dev.sluice.cli;

import picocli.CommandLine.Command;

/** {@code show}. */
@Command(
        name = "show",
        description = "Shows a release: where it stands, its targets, gates, approvals and plan.",
        footer = {"", "Example:", "  sluice show shop/prod"})
final class ShowCommand extends ReleaseVerb {

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api, String release) {
        ReleaseText text = new ReleaseText(new Times(terminal().zone()));
        return show(api.get(Api.path("releases", release)), text::show);
    }
}
