package dev.sluice.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watch}. */
@Command(
        name = "watch",
        description = {
            "Follows a release to its end: what happened and what happens, on a terminal with its weights.",
            "With --json: one event a line, as the API sends it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:succeeded",
            "1:an error",
            "2:arguments that can't be",
            "4:not allowed",
            "8:still going when --timeout ended",
            "10:rolled back, or past its deadline",
            "11:rejected, aborted or cancelled",
            "12:superseded",
            "130:interrupted; the release goes on"
        },
        footer = {"", "Example:", "  sluice watch latest --timeout 10m"})
final class WatchCommand extends ReleaseVerb {

    @Option(names = "--timeout", paramLabel = "DURATION", description = "At most so long, such as 10m.")
    Optional<Duration> timeout = Optional.empty();

    WatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api, String release) {
        Timeline timeline = json ? JsonTimeline.ofEvents(terminal()) : Timeline.of(terminal());
        return new Following(api, terminal(), timeline, timeout)
                .follow(api.get(Api.path("releases", release)).json());
    }
}
