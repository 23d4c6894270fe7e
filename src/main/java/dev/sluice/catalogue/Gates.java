package dev.sluice.catalogue;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Gate.Test;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Rules;
import dev.sluice.catalogue.StrategyDocument.GateDocument;
import dev.sluice.catalogue.StrategyDocument.MarginDocument;
import dev.sluice.catalogue.StrategyDocument.StepDocument;
import dev.sluice.validation.Flaws;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the gates of a strategy. */
final class Gates {

    private static final int MOST_GATES = 20;
    private static final double MOST_SHIFT = 1e9;
    static final Margin ERRORS = new Margin(1.2, 0.002);
    static final Margin CLIENT_ERRORS = new Margin(1.5, 0.05);
    static final Margin ABANDONED = new Margin(1.5, 0.02);
    static final Margin TAIL = new Margin(1, 0.01);
    private static final Evidence ONE_MEASUREMENT = new Evidence(0, 1);
    static final double TOLERANCE = 1.2;
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final int ERRORS_IN_A_ROW = 4;
    static final double PER_CENT = 100;

    private final Flaws flaws;
    private final List<StepDocument> steps;
    private final Rules rules;
    private final SafeMargin safe;

    Gates(Flaws flaws, StrategyDocument strategy) {
        this.flaws = flaws;
        this.steps = strategy.steps() == null ? List.of() : strategy.steps();
        this.rules = new GateRules(flaws).ofStrategy(strategy);
        this.safe = SafeMargin.read(flaws, "/safe", strategy.safe(), SafeMargin.STANDARD);
    }

    List<Gate> read(@Nullable List<GateDocument> documents) {
        List<GateDocument> given = documents == null ? standard() : documents;
        if (given.size() > MOST_GATES) {
            flaws.add("/gates", "must be at most " + MOST_GATES);
            return List.of();
        }
        List<Double> shares = shares(given);
        List<Gate> gates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String pointer = "/gates/" + i;
            flaws.name(pointer + "/name", given.get(i).name());
            String name = Objects.requireNonNullElse(given.get(i).name(), "");
            if (!names.add(name)) {
                flaws.add(pointer + "/name", "is there twice; each gate needs a name of its own");
            }
            Optional<Gate> gate = gate(pointer, name, given.get(i), shares.get(i));
            gate.ifPresent(gates::add);
        }
        checkReferences(names);
        return List.copyOf(gates);
    }

    /**
     * What a service gets that writes no gates. Errors and latency have most of α: their regressions are the small ones,
     * while the wide margins of the other two are for what is plainly wrong.
     */
    static List<GateDocument> standard() {
        return List.of(
                ofMetric("errors", "errorRatio", .4),
                ofMetric("latency", "latency", .4),
                ofMetric("abandoned", "abandonedRatio", .1),
                ofMetric("client-errors", "clientErrorRatio", .1));
    }

    private static GateDocument ofMetric(String name, String metric, double share) {
        return new GateDocument(
                name,
                metric,
                null,
                null,
                null,
                null,
                null,
                null,
                BigDecimal.valueOf(share),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void checkReferences(Set<String> names) {
        for (int step = 0; step < steps.size(); step++) {
            List<String> used = steps.get(step).gates();
            for (int i = 0; used != null && i < used.size(); i++) {
                if (!names.contains(used.get(i))) {
                    flaws.add("/steps/" + step + "/gates/" + i, "no gate of this strategy is called so");
                }
            }
        }
    }

    /** α is shared equally where the strategy doesn't say otherwise; conditions have no part in it. */
    private List<Double> shares(List<GateDocument> documents) {
        List<Integer> sequential = IntStream.range(0, documents.size())
                .filter(i ->
                        documents.get(i).condition() == null && documents.get(i).failureCondition() == null)
                .boxed()
                .toList();
        long said = sequential.stream()
                .filter(i -> documents.get(i).share() != null)
                .count();
        Double[] shares = new Double[documents.size()];
        Arrays.fill(shares, 0.0);
        double sum = 0;
        for (int i : sequential) {
            BigDecimal share = documents.get(i).share();
            shares[i] = said == 0 ? 1.0 / sequential.size() : flaws.number("/gates/" + i + "/share", share, 0, 1e-6, 1);
            sum += shares[i];
        }
        if (said != 0 && (said != sequential.size() || Math.abs(sum - 1) > 1e-9)) {
            flaws.add("/gates", "shares of α must be given for all sequential gates or for none, and sum to 1");
        }
        return List.of(shares);
    }

    private Optional<Gate> gate(String pointer, String name, GateDocument document, double share) {
        Optional<Metric> metric = metric(pointer, document);
        if (metric.isEmpty()) {
            return Optional.empty();
        }
        Test test = test(pointer, document, metric.get());
        new UnusedFields(flaws).check(pointer, document, test);
        Gate.OnFail onFail = flaws.oneOf(
                pointer + "/onFail",
                document.onFail(),
                Gate.OnFail.ROLL_BACK,
                Map.of(
                        "rollback", Gate.OnFail.ROLL_BACK,
                        "hold", Gate.OnFail.HOLD,
                        "report", Gate.OnFail.REPORT));
        return Optional.of(
                new Gate(name, metric.get(), test, share, onFail, stepsOf(name), rules(pointer, document, test)));
    }

    /** A condition is content with one measurement, unless it says more itself. */
    private Rules rules(String pointer, GateDocument document, Test test) {
        Rules otherwise = test instanceof Test.Condition
                ? new Rules(ONE_MEASUREMENT, rules.warmUp(), rules.patience(), rules.noData(), rules.onInconclusive())
                : rules;
        return new GateRules(flaws).ofGate(pointer, document, otherwise);
    }

    private Optional<Set<Integer>> stepsOf(String gate) {
        Set<Integer> named = new TreeSet<>();
        for (int step = 0; step < steps.size(); step++) {
            List<String> used = steps.get(step).gates();
            if (used != null && used.contains(gate)) {
                named.add(step);
            }
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }

    private Optional<Metric> metric(String pointer, GateDocument document) {
        if (document.metric() != null) {
            if (document.query() != null || document.connection() != null || document.of() != null) {
                flaws.add(pointer, "has a metric and a query; take one of them");
            }
            return Optional.of(flaws.<Metric>oneOf(
                    pointer + "/metric",
                    document.metric(),
                    new Metric.ErrorRatio(),
                    Map.of(
                            "errorRatio", new Metric.ErrorRatio(),
                            "clientErrorRatio", new Metric.ClientErrorRatio(),
                            "abandonedRatio", new Metric.AbandonedRatio(),
                            "latency", new Metric.Latency())));
        }
        if (document.connection() == null || document.query() == null) {
            flaws.add(
                    pointer,
                    "needs a metric (errorRatio, clientErrorRatio, abandonedRatio or latency), or a connection and a query");
            return Optional.empty();
        }
        flaws.name(pointer + "/connection", document.connection());
        return Optional.of(
                document.of() == null
                        ? new Metric.Query(document.connection(), document.query())
                        : new Metric.Ratio(document.connection(), document.query(), document.of()));
    }

    private Test test(String pointer, GateDocument document, Metric metric) {
        boolean condition = document.condition() != null || document.failureCondition() != null;
        SafeMargin proof = SafeMargin.read(flaws, pointer + "/safe", document.safe(), safe);
        return switch (metric) {
            case Metric.ErrorRatio _, Metric.Ratio _ -> proportion(pointer, document, ERRORS, proof);
            case Metric.ClientErrorRatio _ -> proportion(pointer, document, CLIENT_ERRORS, proof);
            case Metric.AbandonedRatio _ -> proportion(pointer, document, ABANDONED, proof);
            case Metric.Latency _ -> {
                only(pointer, document, "L");
                yield new Test.Tail(
                        flaws.number(pointer + "/tolerance", document.tolerance(), TOLERANCE, 1, 10),
                        margin(flaws, pointer + "/margin", document.margin(), TAIL),
                        proof.margin(),
                        proof.required());
            }
            case Metric.Query _ -> condition ? condition(pointer, document) : paired(pointer, document);
        };
    }

    private Test proportion(String pointer, GateDocument document, Margin usual, SafeMargin proof) {
        only(pointer, document, "C");
        Margin own = margin(flaws, pointer + "/margin", document.margin(), usual);
        // The usual margins of these are wider than the strategy's proof, which is meant for errors.
        boolean isMeantForErrors = document.safe() == null && !usual.equals(ERRORS);
        Margin safe = isMeantForErrors ? wider(proof.margin(), own) : proof.margin();
        return new Test.Proportion(own, safe, proof.required());
    }

    private static Margin wider(Margin a, Margin b) {
        return new Margin(Math.max(a.relative(), b.relative()), Math.max(a.absolute(), b.absolute()));
    }

    private void only(String pointer, GateDocument document, String test) {
        if (document.test() != null && !document.test().equals(test)) {
            flaws.add(pointer + "/test", "must be " + test + " for this metric, or be left out");
        }
        if (document.condition() != null || document.failureCondition() != null) {
            flaws.add(pointer + "/condition", "goes with the single value of a query only");
        }
    }

    private Test paired(String pointer, GateDocument document) {
        if (!"S".equals(document.test())) {
            flaws.add(pointer, "a query without “of” needs a condition, or test: S");
        }
        BigDecimal absolute =
                document.margin() == null ? null : document.margin().absolute();
        double shift = flaws.number(pointer + "/margin/absolute", absolute, 0, 0, MOST_SHIFT);
        boolean lowerIsWorse = flaws.oneOf(
                pointer + "/direction",
                document.direction(),
                false,
                Map.of("higherIsWorse", false, "lowerIsWorse", true));
        return new Test.Paired(shift, lowerIsWorse);
    }

    private Test condition(String pointer, GateDocument document) {
        Duration longest = Duration.ofDays(1);
        return new Test.Condition(
                Optional.ofNullable(document.condition()),
                Optional.ofNullable(document.failureCondition()),
                flaws.duration(pointer + "/interval", document.interval(), INTERVAL, Duration.ofSeconds(1), longest),
                flaws.duration(
                        pointer + "/initialDelay", document.initialDelay(), Duration.ZERO, Duration.ZERO, longest),
                flaws.integer(pointer + "/count", document.count(), 0, 0, 100_000),
                flaws.integer(pointer + "/failureLimit", document.failureLimit(), 0, -1, 100_000),
                flaws.integer(pointer + "/inconclusiveLimit", document.inconclusiveLimit(), 0, 0, 100_000),
                flaws.integer(
                        pointer + "/consecutiveErrorLimit",
                        document.consecutiveErrorLimit(),
                        ERRORS_IN_A_ROW,
                        0,
                        100_000),
                flaws.integer(pointer + "/consecutiveSuccessLimit", document.consecutiveSuccessLimit(), 0, 0, 100_000));
    }

    static Margin margin(Flaws flaws, String pointer, @Nullable MarginDocument document, Margin otherwise) {
        if (document == null) {
            return otherwise;
        }
        double relative = flaws.number(pointer + "/relative", document.relative(), otherwise.relative(), 1, 100);
        double absolute =
                flaws.number(pointer + "/absolute", document.absolute(), otherwise.absolute() * PER_CENT, 0, 100);
        return new Margin(relative, absolute / PER_CENT);
    }
}
