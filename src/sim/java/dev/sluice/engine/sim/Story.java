package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history as people read it: what matters, one line each, up to the violation. */
final class Story {

    private Story() {}

    static List<String> of(List<Fact> facts, Violation violation) {
        List<String> lines = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact.at().isAfter(violation.at())) {
                break;
            }
            text(fact)
                    .forEach(text -> lines.add("%8.3f s  %s"
                            .formatted(
                                    Duration.between(Timeline.START, fact.at()).toMillis() / 1000.0, text)));
        }
        return lines;
    }

    private static List<String> text(Fact fact) {
        return switch (fact) {
            case Fact.Joined it -> List.of(it.node() + " joins as epoch " + it.epoch());
            case Fact.Died it -> List.of(it.node() + " dies");
            case Fact.Leased it -> List.of(it.node() + " takes " + it.release());
            case Fact.Committed it ->
                it.events().stream()
                        .map(event -> it.node() + " writes of " + it.row().id() + ": " + text(event))
                        .toList();
            case Fact.Looked it ->
                it.said().stream()
                        .map(said -> it.node() + " looks at " + said.target() + " of " + it.release() + ": "
                                + said.gate() + " says " + said.verdict() + " of " + said.from() + " to " + said.to())
                        .toList();
            case Fact.Applied it ->
                List.of("router of " + it.node() + ": " + it.weight() + " of " + it.target() + ", generation "
                        + it.generation() + " (" + it.hand() + ")");
            case Fact.HeldBack it ->
                List.of("router of " + it.node() + " refuses what "
                        + it.release().map(ReleaseId::value).orElse("nobody") + " wants of " + it.target());
            case Fact.TakenIn it ->
                List.of(it.machine() + " keeps in its journal: " + it.what() + " (" + it.key() + ", " + it.entry() + ")"
                        + (it.stopped().isEmpty() ? "" : ", and stops " + it.stopped()));
            case Fact.Settled it ->
                List.of("of " + it.machine() + "'s journal, " + it.entry() + ", " + it.what() + ": "
                        + (it.refused().isEmpty() ? "done" : "refused, " + it.refused()));
            case Fact.Asked it -> List.of(it.person() + " asks: " + it.what() + " (" + it.key() + ")");
            case Fact.Answered it ->
                List.of("answer to " + it.key() + ": " + (it.accepted() ? "yes" : "no, ")
                        + (it.accepted() ? "" : it.what()));
            case Fact.Quarantined it -> List.of(it.digest() + " of " + it.service() + " is put into quarantine");
            case Fact.Down it -> List.of("! no instance of " + it.digest() + " answers until " + it.until());
            case Fact.Parked it -> List.of(it.release() + " is parked: " + it.why());
            case Fact.Harm it -> List.of("! " + it.what());
            case Fact.Announced it ->
                List.of("freeze " + it.name() + " of " + it.service().orElse("everything") + " from " + it.from()
                        + " to " + it.until());
            case Fact.Thawed it -> List.of("freeze " + it.name() + " is removed");
            case Fact.Quiet _ -> List.of("from here on nothing goes wrong and nobody asks");
            case Fact.Beat _,
                    Fact.Routed _,
                    Fact.Served _,
                    Fact.Audited _,
                    Fact.Delivered _,
                    Fact.Outage _,
                    Fact.Over _ -> List.of();
        };
    }

    private static String text(Event event) {
        return Optional.of(event)
                .filter(Event.Created.class::isInstance)
                .map(Event.Created.class::cast)
                .map(created -> "created " + created.spec().version().label() + " ("
                        + created.spec().kind() + ") by " + created.spec().requestedBy() + ", steps "
                        + created.plan().steps())
                .orElseGet(event::toString);
    }
}
