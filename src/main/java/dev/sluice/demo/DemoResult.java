package dev.sluice.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of the demo.
 *
 * @param dropped requests that the router answered with an error of its own, or not at all
 */
record DemoResult(Good good, Bad bad, long dropped) {

    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String ROLLED_BACK = "ROLLED_BACK";

    /**
     * The release of the good version.
     *
     * @param phase in which it ended
     * @param seconds from its creation to its end
     */
    record Good(String phase, double seconds) {}

    /**
     * The release of the bad version.
     *
     * @param phase in which it ended
     * @param secondsToZero from the first request that it answered until the router confirmed a weight of 0
     * @param requests that it answered
     * @param errors how many of these answers were errors
     */
    record Bad(String phase, double secondsToZero, long requests, long errors) {}

    /** Whether the good version has everything, the bad one nothing, and no user was let down by the router. */
    boolean asPromised() {
        return good.phase().equals(SUCCEEDED) && bad.phase().equals(ROLLED_BACK) && dropped == 0;
    }

    /** For people. */
    List<String> sentences() {
        String arrived = good.phase().equals(SUCCEEDED)
                ? "Version 1.1, the good one, has all traffic after " + seconds(good.seconds()) + "."
                : "Version 1.1 is good, but its release was " + good.phase() + " after " + seconds(good.seconds())
                        + ".";
        String taken = bad.phase().equals(ROLLED_BACK)
                ? "Version 1.2, the bad one, was taken out " + seconds(bad.secondsToZero())
                        + " after its first request;"
                : "Version 1.2 is bad, but its release was " + bad.phase() + ";";
        return List.of(
                arrived,
                taken + " it answered " + count(bad.requests(), "request") + ", " + bad.errors()
                        + " of them with an error.",
                "The router dropped " + count(dropped, "request") + ".");
    }

    /** For programs, as {@code --json} prints them. */
    Map<String, Object> figures() {
        Map<String, Object> ofBad = new LinkedHashMap<>();
        ofBad.put("phase", bad.phase());
        ofBad.put("secondsFromFirstRequestToZeroWeight", bad.secondsToZero());
        ofBad.put("candidateRequests", bad.requests());
        ofBad.put("candidateErrors", bad.errors());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("good", Map.of("phase", good.phase(), "seconds", good.seconds()));
        figures.put("bad", ofBad);
        figures.put("requestsDroppedByRouter", dropped);
        return figures;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String count(long number, String noun) {
        return (number == 0 ? "no" : number) + " " + noun + (number == 1 ? "" : "s");
    }
}
