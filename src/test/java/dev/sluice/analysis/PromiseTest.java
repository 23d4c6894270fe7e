package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the judge promises, on seeded random rollouts")
class PromiseTest {

    private static final long SEED = 20260101;

    private static SplittableRandom run(int index) {
        return new SplittableRandom(new SplittableRandom(SEED + index).nextLong());
    }

    private static long bad(SplittableRandom random, long n, double p) {
        long x = 0;
        for (long i = 0; i < n; i++) {
            x += random.nextDouble() < p ? 1 : 0;
        }
        return x;
    }

    @Test
    void a_harmless_version_is_rolled_back_at_most_once_in_a_hundred_rollouts() {
        int rollouts = 400;
        int rolledBack = 0;
        for (int i = 0; i < rollouts; i++) {
            SplittableRandom random = run(i);
            Scene scene = new Scene(Scene.errors()).history(2000, bad(random, 2000, .01));
            for (int step = 0; step < 3; step++) {
                scene.step(step);
                for (int look = 0; look < 30; look++) {
                    double p = .01 * (1 + .5 * Math.sin(look));
                    long n1 = step == 0 ? 10 : step == 1 ? 40 : 100;
                    scene.window(Scene.counts(n1, bad(random, n1, p), 200 - n1, bad(random, 200 - n1, p)));
                }
            }
            rolledBack += scene.judge().verdict() == Verdict.FAIL ? 1 : 0;
        }
        assertThat(rolledBack).as("seed %d", SEED).isLessThanOrEqualTo(8);
    }

    @Test
    void missing_broken_and_impossible_data_never_pass_and_never_fail() {
        for (int i = 0; i < 300; i++) {
            SplittableRandom random = run(1000 + i);
            Scene scene = new Scene(everyKind().toArray(Gate[]::new)).history(2000, 20);
            for (int look = 0; look < 30; look++) {
                Map<String, Pair> samples = new TreeMap<>();
                everyKind().forEach(gate -> samples.put(gate.name(), new Pair(useless(random), useless(random))));
                scene.window(samples);
                assertThat(scene.judge().verdict())
                        .as("seed %d, rollout %d: %s", SEED, i, samples)
                        .isIn(Verdict.NO_DATA, Verdict.PROVIDER_ERROR);
            }
            assertThat(scene.judge().watched()).isZero();
        }
    }

    private static List<Gate> everyKind() {
        List<Gate> gates = new ArrayList<>();
        gates.add(Scene.errors(.4, Gate.OnFail.ROLL_BACK));
        gates.add(Scene.gate(
                "latency", new Gate.Test.Tail(1.2, Scene.NONE, Scene.SAFE, true), .4, Gate.OnFail.ROLL_BACK));
        gates.add(Scene.gate("cpu", new Gate.Test.Paired(0, false), .2, Gate.OnFail.ROLL_BACK));
        gates.add(Scene.condition("result < 1", "", 0, 0, 0));
        return gates;
    }

    private static Sample useless(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Sample.Missing("no series");
            case 1 -> new Sample.Failed("HTTP 500");
            case 2 -> new Sample.Counts(0, 0);
            case 3 -> new Sample.Counts(10, 11);
            case 4 -> new Sample.Counts(-5, 0);
            case 5 -> new Sample.Value(Double.NaN);
            case 6 -> new Sample.Value(Double.NEGATIVE_INFINITY);
            case 7 -> new Sample.Histogram(0, new TreeMap<>());
            default -> new Sample.Histogram(5, new TreeMap<>(Map.of(.1, 7L)));
        };
    }

    @Test
    void whatever_comes_the_evidence_stays_a_number_and_nothing_throws() {
        for (int i = 0; i < 200; i++) {
            SplittableRandom random = run(2000 + i);
            Scene scene = new Scene(everyKind().toArray(Gate[]::new)).history(random.nextLong(-5, 100), 3);
            for (int look = 0; look < 50; look++) {
                scene.compared = random.nextInt(5) > 0;
                scene.step = random.nextInt(3);
                scene.part = random.nextInt(-1, 6);
                Map<String, Pair> samples = new TreeMap<>();
                everyKind().forEach(gate -> samples.put(gate.name(), new Pair(any(random), any(random))));
                scene.window(samples).judge();
                for (Gate gate : everyKind()) {
                    assertThat(scene.run.logE(gate.name()))
                            .as("seed %d, rollout %d", SEED, i)
                            .isFinite();
                }
            }
        }
    }

    private static Sample any(SplittableRandom random) {
        long n = random.nextLong(1, 1L << random.nextInt(1, 62));
        return switch (random.nextInt(5)) {
            case 0 -> useless(random);
            case 1 -> new Sample.Value(random.nextDouble(-1e300, 1e300));
            case 2 -> new Sample.Histogram(n, new TreeMap<>(Map.of(.1, random.nextLong(n), .2, n, .05, 0L)));
            default -> new Sample.Counts(n, random.nextLong(n + 1));
        };
    }
}
