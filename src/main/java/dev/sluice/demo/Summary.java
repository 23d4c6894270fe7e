package dev.sluice.demo;

import java.util.List;
import java.util.Map;

/** What came of the demo, in sentences. */
final class Summary {

    private Summary() {}

    /** Of the figures that {@code --json} prints. */
    static List<String> of(Map<String, Object> figures) {
        Map<?, ?> good = part(figures, "good");
        Map<?, ?> bad = part(figures, "bad");
        return List.of(
                "The good version ended as " + good.get("phase") + " after " + good.get("seconds") + " s.",
                "The bad version ended as " + bad.get("phase") + ": nobody got it any more "
                        + bad.get("secondsFromFirstRequestToZeroWeight") + " s after its first request. It answered "
                        + bad.get("candidateRequests") + " requests, " + bad.get("candidateErrors")
                        + " of them with errors.",
                "The router dropped " + figures.get("requestsDroppedByRouter") + " requests.");
    }

    private static Map<?, ?> part(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Map<?, ?> part ? part : Map.of();
    }
}
