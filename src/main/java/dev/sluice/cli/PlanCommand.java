package dev.sluice.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}. */
@Command(
        name = "plan",
        description = {
            "Says what a release would do, and changes nothing. Takes what create takes.",
            "Says for each compared step what its gates can find there, by the traffic of the last ten minutes."
        },
        footer = {"", "Example:", "  sluice plan shop 1.42.0 --endpoint http://10.0.0.7:8080 --requests-per-second 20"})
final class PlanCommand extends Verb {

    @Mixin
    final ReleaseArguments release = new ReleaseArguments();

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "Of a target, in place of what was measured; needed where there is no traffic yet.")
    Optional<BigDecimal> requestsPerSecond = Optional.empty();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("validateOnly", "true");
        query.put(
                "requestsPerSecond",
                requestsPerSecond.map(BigDecimal::toPlainString).orElse(""));
        return show(api.post(Api.path("releases") + Api.query(query), release.body(api)), PlanText::ofPreview);
    }
}
