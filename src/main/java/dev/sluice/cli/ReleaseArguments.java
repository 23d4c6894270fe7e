package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is released, as {@code create} and {@code plan} are told. */
final class ReleaseArguments {

    @Parameters(index = "0", paramLabel = "SERVICE", description = "What is released.")
    String service = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "What people call the version, such as 1.42.0.")
    String version = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Where to; may be left out when the service has targets in one environment only.")
    Optional<String> environment = Optional.empty();

    @Option(names = "--digest", paramLabel = "DIGEST", description = "What the version is, such as sha256:…")
    Optional<String> digest = Optional.empty();

    @Option(
            names = "--endpoint",
            paramLabel = "[TARGET=]URL",
            description = "An instance of the version, at all targets or at one; may be repeated.")
    List<String> endpoints = new ArrayList<>();

    @Option(names = "--strategy", paramLabel = "NAME", description = "In place of the service's own.")
    Optional<String> strategy = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read it later.")
    Optional<String> reason = Optional.empty();

    /** The body of the request; asks the API where the environment was left out. */
    ObjectNode body(Api api) {
        ObjectNode body = Json.object();
        body.put("service", service);
        body.put("environment", environment.orElseGet(() -> Environments.only(api, service)));
        ObjectNode named = body.putObject("version").put("label", version);
        digest.ifPresent(text -> named.put("digest", text));
        Endpoints.put(named, endpoints);
        strategy.ifPresent(text -> body.put("strategy", text));
        reason.ifPresent(text -> body.put("reason", text));
        return body;
    }
}
