package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeze now}. */
@Command(
        name = "now",
        description = {
            "Holds releases from now on: none starts, none gets more traffic. Gates go on watching,",
            "and abort and undo work as always."
        },
        footer = {"", "Example:", "  sluice freeze now --environment prod --for 2h --reason \"the data centre moves\""})
final class FreezeNowCommand extends Verb {

    /** The server's clock may be behind this one; a freeze that begins in its future would hold nothing yet. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final DateTimeFormatter IN_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(names = "--for", required = true, paramLabel = "DURATION", description = "How long, such as 2h.")
    Duration length = Duration.ZERO;

    @Option(names = "--environment", paramLabel = "NAME", description = "In which; may be repeated (default: in all).")
    List<String> environments = new ArrayList<>();

    @Option(names = "--service", paramLabel = "NAME", description = "Of which; may be repeated (default: of all).")
    List<String> services = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who wait.")
    Optional<String> reason = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "What it is called (default: now- and the time).")
    Optional<String> name = Optional.empty();

    FreezeNowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String called = name.orElseGet(() -> "now-" + IN_NAME.format(now));
        environments.forEach(environment -> Names.demand(api, "environments", environment));
        services.forEach(service -> Names.demand(api, "services", service));
        ObjectNode body = Json.object();
        environments.forEach(body.putArray("environments")::add);
        services.forEach(body.putArray("services")::add);
        reason.ifPresent(text -> body.put("reason", text));
        body.putObject("once")
                .put("from", now.minus(CLOCKS_DIFFER).toString())
                .put("until", now.plus(length).toString());
        return show(api.create(Api.path("freezes", called), body), this::text);
    }

    private String text(JsonNode freeze) {
        String called = Json.text(freeze, "name");
        return "Freeze " + called + " holds " + FreezeText.what(freeze) + " until "
                + new Times(terminal().zone()).full(Json.text(freeze, "once", "until")) + ". sluice freeze end "
                + called + " ends it before that.";
    }
}
