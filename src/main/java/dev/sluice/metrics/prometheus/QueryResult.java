package dev.sluice.metrics.prometheus;

import java.util.List;

/** What a query gave. */
sealed interface QueryResult {

    /** What the answer is called in the API. */
    String type();

    /** Raw samples of a range selector. */
    record Matrix(List<Series> series) implements QueryResult {
        @Override
        public String type() {
            return "matrix";
        }
    }

    /** One value a series. */
    record Vector(List<Series> series) implements QueryResult {
        @Override
        public String type() {
            return "vector";
        }
    }

    /** One number without labels. */
    record Scalar(double value) implements QueryResult {
        @Override
        public String type() {
            return "scalar";
        }
    }
}
