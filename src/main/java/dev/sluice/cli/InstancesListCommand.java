package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code instances list}. */
@Command(
        name = "list",
        description = "Shows the instances of each version: first of the stable one, then of the candidate.",
        footer = {"", "Example:", "  sluice instances list shop prod-eu"})
final class InstancesListCommand extends Verb {

    private static final List<String> FIRST = List.of("stable", "candidate");

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Whose.")
    String service = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TARGET", description = "Where (default: everywhere).")
    Optional<String> target = Optional.empty();

    InstancesListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        List<JsonNode> found = new ArrayList<>();
        for (String at : target.map(List::of).orElseGet(() -> targets(api))) {
            versions(api, service, at).stream()
                    .sorted(Comparator.comparingInt(InstancesListCommand::place))
                    .forEach(version -> found.add(((ObjectNode) version.deepCopy()).put("target", at)));
        }
        return showAll(found, this::text);
    }

    /** The versions that have instances at a target. */
    static List<JsonNode> versions(Api api, String service, String target) {
        return api.all(Api.path("services", service, "targets", target, "versions"), Map.of());
    }

    private List<String> targets(Api api) {
        Names.demand(api, "services", service);
        return api.all(Api.path("services", service, "targets"), Map.of()).stream()
                .map(document -> Json.text(document, "name"))
                .toList();
    }

    private static int place(JsonNode version) {
        int place = FIRST.indexOf(Json.text(version, "role"));
        return place < 0 ? FIRST.size() : place;
    }

    private String text(List<JsonNode> versions) {
        Table table = new Table("TARGET", "VERSION", "DIGEST", "ROLE", "INSTANCES");
        for (JsonNode version : versions) {
            String role = Json.text(version, "role");
            table.row(
                    Json.text(version, "target"),
                    Json.text(version, "label"),
                    Json.text(version, "digest"),
                    role.isEmpty() ? "-" : role,
                    String.join(" ", PlanText.texts(version.path("endpoints"))));
        }
        return table.isEmpty() ? "No instances are known of " + Json.printable(service) + "." : table.toString();
    }
}
