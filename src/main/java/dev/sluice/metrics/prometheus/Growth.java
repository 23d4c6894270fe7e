package dev.sluice.metrics.prometheus;

import dev.sluice.metrics.prometheus.Series.Point;

/**
 * By how much a counter grew.
 *
 * <p>From the last sample at or before the window's beginning to the last one at or before its end, so that the growths
 * of windows side by side add up to the growth over all of them.
 *
 * @param resets how often the counter fell, which is how a restart looks
 */
record Growth(double amount, int resets) {

    static final Growth NONE = new Growth(0, 0);

    /**
     * @param bornAtZero whether a counter without any sample before the window began at zero; otherwise its first sample
     *     is where counting starts
     */
    static Growth of(Series counter, Window window, boolean bornAtZero) {
        Growth growth = NONE;
        double last = bornAtZero ? 0 : counter.points().getFirst().value();
        for (Point point : counter.points()) {
            if (point.at().isAfter(window.to())) {
                break;
            }
            if (point.at().isAfter(window.from())) {
                growth = growth.then(last, point.value());
            }
            last = point.value();
        }
        return growth;
    }

    private Growth then(double before, double now) {
        return now < before ? new Growth(amount + now, resets + 1) : new Growth(amount + now - before, resets);
    }
}
