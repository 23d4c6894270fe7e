package dev.sluice.metrics.prometheus;

import java.util.function.Predicate;

/**
 * The counters of one arm.
 *
 * @param name the arm's own selector, for people
 * @param query what is asked; where it selects both arms, they share one answer
 * @param belongs which series of the answer are the arm's
 */
record Selection(String name, String query, Predicate<Series> belongs) {

    /** A selector that selects nothing else. */
    static Selection all(String selector) {
        return new Selection(selector, selector, _ -> true);
    }

    @Override
    public String toString() {
        return name;
    }
}
