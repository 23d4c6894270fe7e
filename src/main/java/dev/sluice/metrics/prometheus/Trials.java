package dev.sluice.metrics.prometheus;

/** Requests and the bad ones among them, as differences of counters: whole numbers only where the counters were. */
record Trials(double n, double x) {

    static final Trials NONE = new Trials(0, 0);

    Trials plus(Trials other) {
        return new Trials(n + other.n, x + other.x);
    }

    double share() {
        return x / n;
    }
}
