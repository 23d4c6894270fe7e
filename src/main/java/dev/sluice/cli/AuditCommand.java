package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit}. */
@Command(
        name = "audit",
        description = "Shows who changed what, the newest first. Takes the role operator.",
        footer = {
            "",
            "Example:",
            "  sluice audit --since 24h --action release",
            "  sluice audit --actor anna --subject r-01k9b2…"
        })
final class AuditCommand extends Verb {

    @Option(names = "--actor", paramLabel = "NAME", description = "By this one only.")
    Optional<String> actor = Optional.empty();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Of this kind only, such as release.abort; release: everything done to releases.")
    Optional<String> action = Optional.empty();

    @Option(names = "--subject", paramLabel = "ID", description = "Of this only, as the list shows it.")
    Optional<String> subject = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From then on: 2026-03-01T12:00:00Z, or so long ago, such as 24h.")
    Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Before then, written in the same way.")
    Optional<String> until = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, up to 500 (default: 50).")
    int limit = 50;

    AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", String.valueOf(limit));
        query.put("actor", actor.orElse(""));
        query.put("action", action.orElse(""));
        query.put("subject", subject.orElse(""));
        query.put("since", since.map(AuditCommand::time).orElse(""));
        query.put("until", until.map(AuditCommand::time).orElse(""));
        return show(api.get(Api.path("audit") + Api.query(query)), this::text);
    }

    /** A duration is so long ago; what else it may be is the API's to say. */
    private static String time(String text) {
        Optional<Duration> ago = dev.sluice.validation.Durations.parse(text).filter(Duration::isPositive);
        return ago.map(duration -> Instant.now()
                        .minus(duration)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .orElse(text);
    }

    private String text(JsonNode page) {
        Times times = new Times(terminal().zone());
        Table table = new Table("AT", "WHO", "DID", "OF", "MORE");
        for (JsonNode entry : page.path("items")) {
            table.row(
                    times.full(Json.text(entry, "at")),
                    Json.text(entry, "actor"),
                    Json.text(entry, "action"),
                    Json.text(entry, "subject"),
                    more(entry.path("detail")));
        }
        String rest = Json.text(page, "nextPageToken").isEmpty() ? "" : "\n(there is more; raise --limit or narrow it)";
        return table.isEmpty() ? "Nothing was changed so." : table + rest;
    }

    private static String more(JsonNode detail) {
        List<String> fields = new ArrayList<>();
        Fields.of(detail).forEach((field, value) -> fields.add(field + "=" + value));
        return String.join(" ", fields);
    }
}
