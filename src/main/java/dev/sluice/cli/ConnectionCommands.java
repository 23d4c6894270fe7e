package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code connection list}, {@code connection put}. */
final class ConnectionCommands {

    private ConnectionCommands() {}

    static CommandLine of(Terminal terminal) {
        return Group.of("connection", "Where metrics are read outside, such as a Prometheus.", "connection list")
                .addSubcommand("list", new Listing(terminal))
                .addSubcommand("put", new Put(terminal));
    }

    @Command(
            name = "list",
            description = "Shows connections by name, without their secrets.",
            footer = {"", "Example:", "  sluice connection list"})
    private static final class Listing extends Verb {

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            return showAll(api.all(Api.path("connections"), Map.of()), Listing::text);
        }

        private static String text(List<JsonNode> connections) {
            Table table = new Table("CONNECTION", "TYPE", "URL", "SCRAPES EVERY", "TOKEN");
            for (JsonNode connection : connections) {
                table.row(
                        Json.text(connection, "name"),
                        Json.text(connection, "type"),
                        Json.text(connection, "url"),
                        Json.text(connection, "scrapeInterval"),
                        connection.hasNonNull("bearerToken") ? "yes" : "none");
            }
            return table.isEmpty() ? "There are no connections." : table.toString();
        }
    }

    @Command(
            name = "put",
            description = "Makes or changes a connection.",
            footer = {"", "Example:", "  sluice connection put prom --url http://10.0.0.5:9090 --scrape-interval 15s"})
    private static final class Put extends Verb {

        @Parameters(index = "0", paramLabel = "NAME", description = "As targets name it.")
        String name = "";

        @Option(names = "--url", required = true, paramLabel = "URL", description = "Its base URL.")
        String url = "";

        @Option(names = "--type", paramLabel = "TYPE", description = "What it is (default: prometheus).")
        String type = "prometheus";

        @Option(
                names = "--scrape-interval",
                paramLabel = "DURATION",
                description = "How often it takes its samples (default: 15s).")
        Optional<String> scrapeInterval = Optional.empty();

        @Option(
                names = "--bearer-token-file",
                paramLabel = "FILE",
                description = "Holds the token that it asks for; left out: the one that is kept for this URL.")
        Optional<Path> bearerToken = Optional.empty();

        Put(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            String path = Api.path("connections", name);
            Optional<Api.Answer> before = api.find(path);
            ObjectNode body = Json.object().put("type", type).put("url", url);
            scrapeInterval.ifPresent(text -> body.put("scrapeInterval", text));
            bearerToken
                    .map(Put::read)
                    .or(() -> before.map(Api.Answer::json)
                            .filter(known -> Json.text(known, "url").equals(url))
                            .map(known -> Json.text(known, "bearerToken"))
                            .filter(shown -> !shown.isEmpty()))
                    .ifPresent(token -> body.put("bearerToken", token));
            return show(
                    api.put(path, body, before),
                    stored -> "Connection " + Json.text(stored, "name") + " is " + Json.text(stored, "type") + " at "
                            + Json.text(stored, "url") + ", which scrapes every " + Json.text(stored, "scrapeInterval")
                            + ".");
        }

        private static String read(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new Failed(Exit.USAGE, "--bearer-token-file " + file + " can't be read");
            }
        }
    }
}
