package dev.sluice.bench;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Repetitions of a simulation on all cores, each with a seed of its own, so that the figures don't depend on who ran
 * what when.
 *
 * @param many how many repetitions
 */
record Runs(long seed, int many) {

    double[] of(String what, ToDoubleFunction<SplittableRandom> simulation) {
        long base = seed * 1_000_003 + what.hashCode();
        return IntStream.range(0, many)
                .parallel()
                .mapToDouble(i -> simulation.applyAsDouble(random(base + i)))
                .toArray();
    }

    /** Neighbouring seeds must not give overlapping sequences, so the seed is scrambled first. */
    private static SplittableRandom random(long seed) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong());
    }

    Runs times(double factor) {
        return new Runs(seed, Math.max(100, (int) (many * factor)));
    }

    static double share(double[] values, double atLeast) {
        int count = 0;
        for (double value : values) {
            count += value >= atLeast ? 1 : 0;
        }
        return (double) count / values.length;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
