package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * L1: when nothing goes wrong any more and nobody asks, every release ends within what its plan allows. Every wait of a
 * plan expires, so that waiting for somebody ends too, except where a router is ahead of the database: what it does is
 * for a person to say, however long that takes. A release that can't be looked at is no exception.
 */
final class EverythingEnds implements Rule {

    /** For processes that are down when everything becomes quiet, and for routers to confirm. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final Map<ReleaseId, Release> rows = new TreeMap<>();
    private final Map<ReleaseId, Instant> bounds = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Committed commit -> {
                rows.put(commit.row().id(), commit.row());
                yield commit.events().stream().anyMatch(Event.Ended.class::isInstance)
                        ? late(commit.at(), commit.row().id())
                        : List.of();
            }
            case Fact.Quiet quiet -> {
                quiet(quiet.at());
                yield List.of();
            }
            case Fact.Over over -> over(over);
            default -> List.of();
        };
    }

    /** One after the other in each lane, each as long as its plan allows. */
    private void quiet(Instant at) {
        Map<String, Duration> lanes = new HashMap<>();
        for (Release release : rows.values()) {
            if (!release.hasEnded()) {
                Duration upTo = lanes.merge(release.spec().service(), longest(release), Duration::plus);
                bounds.put(release.id(), at.plus(upTo).plus(SLACK));
            }
        }
        List<Duration> all = List.copyOf(lanes.values());
        rows.values().stream()
                .filter(release -> !release.hasEnded())
                .forEach(release -> bounds.put(
                        release.id(),
                        at.plus(lanes.getOrDefault(release.spec().service(), all.getFirst()))
                                .plus(SLACK)));
    }

    private static Duration longest(Release release) {
        Plan plan = release.plan();
        Duration longest = plan.deadline().plus(release.deadlineExtension());
        for (Step step : plan.steps()) {
            if (step instanceof Step.Approval approval) {
                longest = longest.plus(
                        approval.within().multipliedBy(release.targets().size()));
            }
        }
        return longest.plus(Duration.ofSeconds(30));
    }

    private List<Violation> late(Instant at, ReleaseId id) {
        Instant bound = bounds.getOrDefault(id, Instant.MAX);
        return at.isAfter(bound) ? List.of(new Violation("L1", at, id + " should have ended at " + bound)) : List.of();
    }

    private List<Violation> over(Fact.Over over) {
        Set<String> asked = rows.values().stream()
                .filter(Release::isBehind)
                .map(release -> release.spec().service())
                .collect(Collectors.toSet());
        List<Violation> found = new ArrayList<>();
        for (Release release : rows.values()) {
            if (!release.hasEnded() && !asked.contains(release.spec().service())) {
                found.add(new Violation("L1", over.at(), release.id() + " never ended: " + release.phase()));
            }
        }
        return found;
    }
}
