package dev.sluice.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(
        name = "list",
        description = "Shows releases, the newest first.",
        footer = {"", "Example:", "  sluice list --service shop --phase PROGRESSING"})
final class ListCommand extends Verb {

    @Option(names = "--service", paramLabel = "NAME", description = "Of this service only.")
    Optional<String> service = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME", description = "In this environment only.")
    Optional<String> environment = Optional.empty();

    @Option(names = "--phase", paramLabel = "PHASE", description = "In this phase only, such as PAUSED.")
    Optional<String> phase = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, up to 500 (default: 50).")
    int limit = 50;

    ListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", String.valueOf(limit));
        query.put("service", service.orElse(""));
        query.put("environment", environment.orElse(""));
        query.put("phase", phase.orElse("").toUpperCase(Locale.ROOT).replace('-', '_'));
        Api.Answer answer = api.get(Api.path("releases") + Api.query(query));
        if (answer.json().path("items").isEmpty()) {
            // Nothing of something misspelt must not look like nothing.
            service.ifPresent(name -> Names.demand(api, "services", name));
            environment.ifPresent(name -> Names.demand(api, "environments", name));
        }
        return show(answer, new ReleaseText(new Times(terminal().zone()))::list);
    }
}
