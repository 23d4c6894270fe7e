package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarantine list}, {@code quarantine put}, {@code quarantine lift}. */
final class QuarantineCommands {

    private QuarantineCommands() {}

    static CommandLine of(Terminal terminal) {
        return Group.of(
                        "quarantine",
                        "Versions that are refused in an environment until somebody lifts it.",
                        "quarantine list")
                .addSubcommand("list", new Listing(terminal))
                .addSubcommand("put", new Put(terminal))
                .addSubcommand("lift", new Lift(terminal));
    }

    @Command(
            name = "list",
            description = "Shows quarantined versions, the newest first, lifted ones too.",
            footer = {"", "Example:", "  sluice quarantine list"})
    private static final class Listing extends Verb {

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            return show(api.get(Api.path("quarantine") + "?limit=500"), this::text);
        }

        private String text(JsonNode page) {
            Times times = new Times(terminal().zone());
            Table table =
                    new Table("QUARANTINE", "SERVICE", "ENVIRONMENT", "VERSION", "SINCE", "BY", "LIFTED BY", "WHY");
            for (JsonNode entry : page.path("items")) {
                table.row(
                        Json.text(entry, "id"),
                        Json.text(entry, "service"),
                        Json.text(entry, "environment"),
                        ReleaseText.version(entry.path("version")),
                        times.full(Json.text(entry, "at")),
                        Json.text(entry, "by"),
                        entry.hasNonNull("liftedBy") ? Json.text(entry, "liftedBy") : "-",
                        Json.text(entry, "reason"));
            }
            return table.isEmpty() ? "No version is in quarantine." : table.toString();
        }
    }

    @Command(
            name = "put",
            description = "Puts a version into quarantine.",
            footer = {"", "Example:", "  sluice quarantine put shop 1.2.0 --environment prod --reason \"leaks carts\""})
    private static final class Put extends Verb {

        @Parameters(index = "0", paramLabel = "SERVICE", description = "Of which service.")
        String service = "";

        @Parameters(index = "1", paramLabel = "VERSION", description = "What people call the version.")
        String version = "";

        @Option(
                names = "--environment",
                paramLabel = "NAME",
                description = "Where; may be left out when the service has targets in one environment only.")
        Optional<String> environment = Optional.empty();

        @Option(
                names = "--digest",
                paramLabel = "DIGEST",
                description = "What the version is (default: its label, as for a release without digest).")
        Optional<String> digest = Optional.empty();

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who are refused.")
        Optional<String> reason = Optional.empty();

        Put(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            ObjectNode body = Json.object();
            body.put("service", service);
            body.put("environment", environment.orElseGet(() -> Environments.only(api, service)));
            body.putObject("version").put("label", version).put("digest", digest.orElse(version));
            reason.ifPresent(text -> body.put("reason", text));
            return show(
                    api.post(Api.path("quarantine"), body),
                    entry -> Json.text(entry, "id") + ": " + ReleaseText.name(entry) + " is in quarantine.");
        }
    }

    @Command(
            name = "lift",
            description = "Lifts a quarantine: the version may be released again.",
            footer = {"", "Example:", "  sluice quarantine lift q-01k9b2… --reason \"was the database\""})
    private static final class Lift extends Verb {

        @Parameters(index = "0", paramLabel = "ID", description = "As quarantine list shows it.")
        String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read it later.")
        Optional<String> reason = Optional.empty();

        Lift(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            String path = Api.path("quarantine", id) + Api.query(Map.of("reason", reason.orElse("")));
            return show(api.delete(path), entry -> ReleaseText.name(entry) + " may be released again.");
        }
    }
}
