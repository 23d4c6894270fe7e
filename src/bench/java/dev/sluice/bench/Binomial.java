package dev.sluice.bench;

import java.util.SplittableRandom;

/**
 * Draws from the binomial distribution: by inversion where few are expected, else by Hörmann's transformed rejection
 * (BTRS; "The generation of binomial random variates", 1993). Both are exact up to rounding.
 */
final class Binomial {

    private static final double FEW = 10;
    private static final double[] LOG_FACTORIAL = new double[256];

    static {
        for (int i = 2; i < LOG_FACTORIAL.length; i++) {
            LOG_FACTORIAL[i] = LOG_FACTORIAL[i - 1] + Math.log(i);
        }
    }

    private Binomial() {}

    static long draw(SplittableRandom random, long n, double p) {
        if (p > .5) {
            return n - draw(random, n, 1 - p);
        }
        if (n <= 0 || p <= 0) {
            return 0;
        }
        return n * p < FEW ? inverted(random, n, p) : rejected(random, n, p);
    }

    private static long inverted(SplittableRandom random, long n, double p) {
        double odds = p / (1 - p);
        double mass = Math.exp(n * Math.log1p(-p));
        double u = random.nextDouble();
        long x = 0;
        while (u > mass && x < n) {
            u -= mass;
            x++;
            mass *= ((n + 1) * odds / x) - odds;
        }
        return x;
    }

    private static long rejected(SplittableRandom random, long n, double p) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -.0873 + .0248 * b + .01 * p;
        double enough = .92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        long mode = (long) Math.floor((n + 1) * p);
        double atMode = logFactorial(mode) + logFactorial(n - mode);
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - .5;
            double us = .5 - Math.abs(u);
            long k = (long) Math.floor((2 * a / us + b) * u + n * p + .5);
            if (us >= .07 && v <= enough) {
                return k;
            }
            double height = Math.log(v * alpha / (a / (us * us) + b));
            if (k >= 0
                    && k <= n
                    && height <= atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * Math.log(p / (1 - p))) {
                return k;
            }
        }
    }

    /** Stirling's series beyond the table. */
    private static double logFactorial(long k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int) k];
        }
        double x = k + 1.0;
        return (x - .5) * Math.log(x) - x + .5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
