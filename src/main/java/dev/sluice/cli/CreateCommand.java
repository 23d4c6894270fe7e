package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code create}. */
@Command(
        name = "create",
        description = {
            "Releases a version of a service.",
            "With --json --wait: one JSON object a line, first the release with its id, then its events, last the"
                    + " release as it ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:created; with --wait: succeeded",
            "1:an error",
            "2:arguments or a request that can't be",
            "4:not allowed",
            "8:still going when --timeout ended",
            "10:rolled back, or past its deadline",
            "11:rejected, aborted or cancelled",
            "12:superseded",
            "130:interrupted; the release goes on"
        },
        footer = {"", "Example:", "  sluice create shop 1.42.0 --endpoint http://10.0.0.7:8080 --wait --timeout 30m"})
final class CreateCommand extends Verb {

    @Mixin
    final ReleaseArguments release = new ReleaseArguments();

    @Option(names = "--wait", description = "Follows it to the end; the exit code says how it ended.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "With --wait: at most so long, such as 30m. The release goes on.")
    Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key makes the same release once, however often it is sent; a CI run's id will do.")
    Optional<String> key = Optional.empty();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        if (timeout.isPresent() && !wait) {
            throw new Failed(Exit.USAGE, "--timeout goes with --wait");
        }
        Api.Answer answer = api.post(
                Api.path("releases"),
                release.body(api),
                key.orElseGet(() -> UUID.randomUUID().toString()));
        if (!wait) {
            return show(answer, CreateCommand::created);
        }
        JsonNode created = answer.json();
        return json
                ? following(api, JsonTimeline.ofRelease(terminal())).follow(created)
                : following(api, Timeline.of(terminal())).follow(created);
    }

    private Following following(Api api, Timeline timeline) {
        return new Following(api, terminal(), timeline, timeout);
    }

    private static String created(JsonNode release) {
        return ReleaseText.line(release) + "\nsluice watch " + Json.text(release, "id") + " follows it.";
    }
}
