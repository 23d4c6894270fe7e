package dev.sluice.release;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.release.Observation.InForce;
import dev.sluice.release.Observation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A release told tick by tick, in a world of which the test decides. Routers do at once what they are told. */
final class Story {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Version OLD = new Version("1.0", "sha256:old");
    static final Version NEW = new Version("1.1", "sha256:new");
    static final TargetId EU = new TargetId("shop", "eu");
    static final TargetId US = new TargetId("shop", "us");

    private static final Duration TICK = Duration.ofSeconds(1);

    Release release;
    AnalysisRun analysis;
    Instant now = NOON;

    /** When the last decision wants the next look. */
    Instant nextTickAt = NOON;

    List<String> blockers = List.of();
    List<Freeze> freezes = List.of();
    Optional<Version> stable = Optional.of(OLD);

    /** Where it differs from {@link #stable}. */
    final Map<TargetId, Optional<Version>> stableOf = new TreeMap<>();

    /** Why a pending release may not start any more. */
    Optional<String> refusal = Optional.empty();

    int stableHealthy = 1;
    int candidateHealthy = 1;
    boolean routersAnswer = true;
    private boolean routersObey = true;

    /** What each arm does a second: requests and errors; empty: nothing is read. */
    Optional<Pair> traffic = Optional.of(traffic(0));

    final List<Event> events = new ArrayList<>();
    private final Map<TargetId, InForce> routers = new TreeMap<>();

    private Story(Plan plan) {
        Event.Created created = new Event.Created(spec(Spec.Kind.ROLLOUT), plan, NOON);
        release = Release.created(new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqr"), created);
        analysis = AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());
    }

    static Story of(Plan plan) {
        return new Story(plan);
    }

    static Spec spec(Spec.Kind kind) {
        return new Spec(
                "shop",
                "prod",
                NEW,
                kind,
                Optional.empty(),
                Optional.empty(),
                "carol",
                "",
                List.of(),
                "salt",
                "careful",
                1,
                "sha256:plan",
                NOON);
    }

    /** A candidate with so many errors in 100 requests beside a stable with one in 1,000. */
    static Pair traffic(long errors) {
        return new Pair(new Sample.Counts(100, errors), new Sample.Counts(1_000, 1));
    }

    /** One tick, a second after the last. */
    Story tick() {
        now = now.plus(TICK);
        look();
        Decision decision = Decider.decide(release, observation(), now);
        events.addAll(decision.events());
        release = decision.release();
        nextTickAt = decision.nextTickAt();
        obey();
        return this;
    }

    Story ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
        return this;
    }

    /** Ticks until it has come to this phase; fails when it doesn't within an hour. */
    Story until(Phase phase) {
        for (int i = 0; i < 3_600 && release.phase() != phase; i++) {
            tick();
        }
        if (release.phase() != phase) {
            throw new AssertionError("an hour later it is still " + release.phase() + ": " + sentence());
        }
        return this;
    }

    CommandResult command(Command command, String by) {
        CommandResult answer = Commands.apply(release, command, by, circumstances(), now);
        if (answer instanceof CommandResult.Accepted accepted) {
            for (Event event : accepted.events()) {
                events.add(event);
                release = release.evolve(event);
            }
            obey();
        }
        return answer;
    }

    Weight weight(TargetId target) {
        return release.target(target).stage().weight();
    }

    /** Somebody else changes the router. */
    void meddle(TargetId target, Weight weight) {
        routers.put(target, new InForce(weight, release.target(target).generation()));
    }

    /** One router comes back with an old table, and takes nothing yet. */
    void comesBackWith(TargetId target, Weight weight, long generation) {
        routers.put(target, new InForce(weight, generation));
        routersObey = false;
    }

    String sentence() {
        Map<TargetId, dev.sluice.analysis.Judgement> judgements = new TreeMap<>();
        for (TargetState target : release.targets()) {
            Question.of(release, target, now).ifPresent(ask -> judgements.put(target.id(), analysis.judge(ask)));
        }
        List<String> waitsFor = new ArrayList<>(blockers);
        freeze().ifPresent(freeze -> waitsFor.add(freeze.sentence(now)));
        return Sentence.of(release, new Sight(judgements, waitsFor, candidates(), Map.of(), Map.of(), true), now);
    }

    Release folded() {
        Event.Created created = new Event.Created(release.spec(), release.plan(), NOON);
        Release folded = Release.created(release.id(), created);
        for (Event event : events) {
            folded = folded.evolve(event);
        }
        return folded;
    }

    private void look() {
        for (TargetState target : release.targets()) {
            boolean moving =
                    target.stage() instanceof Stage.Holding && target.stable().isPresent();
            if (moving && traffic.isPresent() && !release.plan().gates().isEmpty()) {
                analysis = analysis.observe(look(target, traffic.get()));
            }
        }
    }

    private Look look(TargetState target, Pair pair) {
        int step = target.stage() instanceof Stage.AtStep at
                ? at.index()
                : release.plan().steps().size() - 1;
        boolean compared = !target.stage().weight().equals(Weight.ALL);
        Pair seen = compared ? pair : new Pair(pair.candidate(), new Sample.Missing("everything is on the candidate"));
        boolean counts = target.inForceSince().isPresent();
        return new Look(
                target.id().name(),
                step,
                release.plan().part(step),
                compared,
                counts,
                now.minus(TICK),
                now,
                Map.of("errors", seen));
    }

    private Optional<Frozen> freeze() {
        return Frozen.of(freezes, release.spec(), now);
    }

    private static Health health(int healthy) {
        return new Health(healthy, Math.max(healthy, 1), healthy > 0 ? "" : "connection refused");
    }

    private Map<TargetId, Health> candidates() {
        Map<TargetId, Health> candidates = new TreeMap<>();
        if (routersAnswer) {
            release.targets().forEach(target -> candidates.put(target.id(), health(candidateHealthy)));
        }
        return candidates;
    }

    private Circumstances circumstances() {
        return new Circumstances(freeze(), candidates());
    }

    private Observation observation() {
        Map<TargetId, Seen> seen = new TreeMap<>();
        for (TargetState target : release.targets()) {
            Optional<InForce> router = routersAnswer ? Optional.ofNullable(routers.get(target.id())) : Optional.empty();
            seen.put(
                    target.id(),
                    new Seen(
                            router,
                            "cut off",
                            health(stableHealthy),
                            health(candidateHealthy),
                            stableOf.getOrDefault(target.id(), stable),
                            target.generation()));
        }
        return new Observation(blockers, freeze(), refusal, seen, analysis, Duration.ZERO);
    }

    private void obey() {
        if (routersAnswer && routersObey) {
            release.targets().forEach(target -> {
                InForce before = routers.getOrDefault(target.id(), new InForce(Weight.NONE, -1));
                if (before.generation() < target.generation()) {
                    routers.put(target.id(), new InForce(target.stage().weight(), target.generation()));
                }
            });
        }
    }

    /** Plans of tests. */
    static Plan canary(List<Step> steps, List<Wave> waves, List<Gate> gates) {
        return new Plan(
                Plan.Type.CANARY,
                steps,
                waves,
                gates,
                0.01,
                0.05,
                TICK,
                Duration.ofHours(1),
                Duration.ofHours(24),
                Plan.OnNewer.QUEUE);
    }

    static Wave wave(TargetId... targets) {
        return new Wave(List.of(targets), Duration.ofSeconds(10), false);
    }

    static Step weight(int percent, int holdSeconds) {
        Duration hold = Duration.ofSeconds(holdSeconds);
        return new Step.ToWeight(new Weight(percent * 100), hold, hold);
    }

    static Step approval(int of) {
        return new Step.Approval(of, List.of(), Duration.ofHours(1), Step.Otherwise.ROLL_BACK);
    }

    static Gate errors() {
        Gate.Margin margin = new Gate.Margin(1.2, 0.002);
        Gate.Margin safe = new Gate.Margin(3, 0.01);
        return new Gate(
                "errors",
                new Metric.ErrorRatio(),
                new Gate.Test.Proportion(margin, safe, true),
                1,
                Gate.OnFail.ROLL_BACK,
                Optional.empty());
    }

    /** 5 %, 50 %, 100 %, judged by errors. */
    static Plan judged() {
        return canary(List.of(weight(5, 10), weight(50, 10), weight(100, 0)), List.of(wave(EU)), List.of(errors()));
    }

    /** With a history of stable, as the engine reads one. */
    Story withHistory() {
        History history = new History(new Sample.Counts(100_000, 100), 1, 240);
        for (TargetState target : release.targets()) {
            analysis = analysis.withHistory(target.id().name(), "errors", history);
        }
        return this;
    }
}
