package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code instances set}, {@code add} and {@code remove}. */
@Command
final class InstancesChangeCommand extends Verb {

    private final InstancesChange change;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Whose.")
    String service = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "Where.")
    String target = "";

    @Parameters(index = "2", paramLabel = "VERSION", description = "Its digest, or its label where that says it.")
    String version = "";

    @Parameters(index = "3..*", arity = "1..*", paramLabel = "URL", description = "Such as http://10.0.0.7:8080.")
    List<String> urls = new ArrayList<>();

    @Option(names = "--label", paramLabel = "TEXT", description = "What people call a version that is new here.")
    Optional<String> label = Optional.empty();

    InstancesChangeCommand(Terminal terminal, InstancesChange change) {
        super(terminal);
        this.change = change;
    }

    @Override
    Exit run(Api api) {
        String digest = digest(api);
        String path = Api.path("services", service, "targets", target, "versions", digest, "endpoints");
        Optional<Api.Answer> stored = api.find(path);
        Set<String> before = new LinkedHashSet<>();
        stored.ifPresent(answer -> before.addAll(PlanText.texts(answer.json().path("endpoints"))));
        List<String> given = urls.stream().map(InstancesChangeCommand::asStored).toList();
        ObjectNode body = Json.object();
        label.ifPresent(text -> body.put("label", text));
        change.apply(before, given).forEach(body.putArray("endpoints")::add);
        return show(api.put(path, body, stored), this::text);
    }

    /** A label that two versions carry says neither; what is no label is a digest that is new here. */
    private String digest(Api api) {
        List<String> found = new ArrayList<>();
        for (JsonNode known : InstancesListCommand.versions(api, service, target)) {
            if (Json.text(known, "digest").equals(version)) {
                return version;
            }
            if (Json.text(known, "label").equals(version)) {
                found.add(Json.text(known, "digest"));
            }
        }
        if (found.size() > 1) {
            throw new Failed(
                    Exit.USAGE,
                    "several versions at " + target + " are called " + Json.printable(version) + "; say the digest: "
                            + String.join(", ", found));
        }
        return found.isEmpty() ? version : found.getFirst();
    }

    /** As the API writes them: with a port and without a path. What is no URL is left for the API to refuse. */
    private static String asStored(String url) {
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            return uri.getHost() != null && uri.getPort() < 0 && "http".equals(uri.getScheme())
                    ? uri + ":80"
                    : uri.toString();
        } catch (IllegalArgumentException noUrl) {
            return url;
        }
    }

    private String text(JsonNode stored) {
        return Json.text(stored, "label") + " at " + Json.printable(service + "/" + target) + ": "
                + String.join(", ", PlanText.texts(stored.path("endpoints")));
    }
}
