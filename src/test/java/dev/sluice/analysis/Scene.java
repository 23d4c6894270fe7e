package dev.sluice.analysis;

import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Gate.OnFail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A release under judgement whose windows are told one by one: ten seconds each, from noon on. */
final class Scene {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final Margin NONE = new Margin(1, 0);
    static final Margin SAFE = new Margin(3, .01);

    AnalysisRun run;
    String target = "eu";
    int step = 0;
    int part = 1;
    boolean compared = true;
    boolean lastBelowAll = false;
    Instant now = NOON;
    Instant since = NOON;
    Duration hold = Duration.ofMinutes(1);
    Duration minHold = Duration.ofMinutes(1);

    Scene(Gate... gates) {
        this(3, gates);
    }

    Scene(int parts, Gate... gates) {
        run = AnalysisRun.begin(List.of(gates), .01, .05, parts);
    }

    /** The standard rules, with this patience whatever the hold. */
    static Rules patient(Duration patience) {
        Rules standard = Rules.STANDARD;
        return new Rules(
                standard.evidence(),
                standard.warmUp(),
                new Rules.Patience(0, patience, Duration.ofHours(1)),
                standard.noData(),
                standard.onInconclusive());
    }

    static Gate errors() {
        return errors(1, OnFail.ROLL_BACK);
    }

    static Gate errors(double share, OnFail onFail) {
        return gate("errors", new Gate.Test.Proportion(NONE, SAFE, true), share, onFail);
    }

    static Gate gate(String name, Gate.Test test, double share, OnFail onFail) {
        return new Gate(name, new Metric.ErrorRatio(), test, share, onFail, Optional.<Set<Integer>>empty())
                .with(patient(Duration.ofMinutes(3)));
    }

    static Gate condition(String success, String failure, int count, int failureLimit, int inconclusiveLimit) {
        Gate.Test test = new Gate.Test.Condition(
                Optional.of(success).filter(it -> !it.isEmpty()),
                Optional.of(failure).filter(it -> !it.isEmpty()),
                WINDOW,
                Duration.ZERO,
                count,
                failureLimit,
                inconclusiveLimit,
                4,
                0);
        return gate("budget", test, 0, OnFail.ROLL_BACK);
    }

    static Pair counts(long n1, long x1, long n0, long x0) {
        return new Pair(new Sample.Counts(n1, x1), new Sample.Counts(n0, x0));
    }

    static Pair value(double value) {
        return new Pair(new Sample.Value(value), new Sample.Missing("no control"));
    }

    Scene history(long n, long x) {
        run = run.withHistory(target, "errors", new History(new Sample.Counts(n, x), 1, 0));
        return this;
    }

    Scene step(int next) {
        step = next;
        part = next + 1;
        since = now;
        return this;
    }

    Scene window(Pair errors) {
        return window(Map.of("errors", errors));
    }

    Scene window(Map<String, Pair> samples) {
        Instant from = now;
        now = now.plus(WINDOW);
        run = run.observe(new Look(target, step, part, compared, true, from, now, samples));
        return this;
    }

    Scene windows(int many, Pair errors) {
        for (int i = 0; i < many; i++) {
            window(errors);
        }
        return this;
    }

    Judgement judge() {
        return run.judge(new Ask(target, step, since, hold, minHold, compared, lastBelowAll, now));
    }

    /** What the gate "errors" has learnt of a target. */
    GateState errorsOf(String name) {
        return Objects.requireNonNull(run.target(name).gates().get("errors"));
    }
}
