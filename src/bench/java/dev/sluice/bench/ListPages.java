package dev.sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long pages of a long list of releases take over the API of a packaged Sluice. */
record ListPages(int releases) {

    private static final int ASKED = 200;
    private static final int WARM = 50;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * A page that was asked for many times.
     *
     * @param p99 milliseconds
     */
    record Page(String path, double p99) {}

    List<Page> measure(BenchDatabase postgres) throws IOException {
        GeneratedReleases fleet = new GeneratedReleases(postgres.database(), Duration.ofSeconds(10));
        fleet.writeEnded(releases, Instant.now());
        try (ServedSluice sluice = ServedSluice.start("--database-url=" + postgres.urlWithAccess())) {
            String middle = sluice.get("/v1/releases?service=service-" + releases / 2)
                    .at("/items/0/id")
                    .asText();
            List<Page> pages = new ArrayList<>();
            for (String query : List.of(
                    "limit=50",
                    "limit=50&pageToken=" + middle,
                    "limit=50&service=service-7",
                    "limit=50&phase=SUCCEEDED",
                    "limit=50&phase=PAUSED",
                    "limit=500")) {
                pages.add(new Page("/v1/releases?" + query, p99(sluice, "/v1/releases?" + query)));
            }
            return pages;
        }
    }

    private static double p99(ServedSluice sluice, String path) {
        for (int i = 0; i < WARM; i++) {
            sluice.get(path);
        }
        double[] millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            sluice.get(path);
            millis[i] = (System.nanoTime() - began) / NANOS_PER_MILLI;
        }
        Arrays.sort(millis);
        return millis[(int) Math.ceil(.99 * ASKED) - 1];
    }
}
