package dev.sluice.bench;

import dev.sluice.demo.Behaviour;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Releases of versions that are no worse, through a whole plan under the gates that every service gets. */
record HarmlessReleases(int services, int each, Duration most) {

    private static final int REQUESTS_PER_SECOND = 40;
    private static final Behaviour SAME = new Behaviour(.01, Duration.ZERO);

    private static final Map<String, Object> STRATEGY = Map.of(
            "steps",
            List.of(
                    Map.of("weight", 5, "hold", "5s"),
                    Map.of("weight", 20, "hold", "5s"),
                    Map.of("weight", 50, "hold", "5s"),
                    Map.of("weight", 100)),
            "bake",
            "5s",
            "window",
            "1s",
            "evidence",
            Map.of("requests", 20, "windows", 3));

    /** All of them, as many at once as there are services. */
    List<DetectFigure> figures(Vertx vertx, ServedSluice sluice) {
        ConcurrentLinkedQueue<ServedShop.Ended> all = new ConcurrentLinkedQueue<>();
        List<Runnable> lanes = new ArrayList<>();
        for (int service = 0; service < services; service++) {
            String name = "same-" + service;
            lanes.add(() -> lane(vertx, sluice, name, all));
        }
        Lanes.run(lanes);
        List<ServedShop.Ended> valid =
                all.stream().filter(it -> !it.disturbed()).toList();
        double back = valid.stream().filter(ServedShop.Ended::rolledBack).count();
        double through =
                valid.stream().filter(it -> it.phase().equals("SUCCEEDED")).count();
        long disturbedBack =
                all.stream().filter(it -> it.disturbed() && it.rolledBack()).count();
        String of = "of " + valid.size() + " releases, " + REQUESTS_PER_SECOND + " requests a second, 1 % errors";
        return List.of(
                new DetectFigure("A/A releases rolled back", back, "releases", Double.NaN, of),
                new DetectFigure("A/A releases that arrived", through, "releases", Double.NaN, of),
                new DetectFigure(
                        "A/A releases still undecided after " + most.toSeconds() + " s",
                        valid.size() - back - through,
                        "releases",
                        Double.NaN,
                        of),
                new DetectFigure(
                        "A/A releases not counted, as the machine left requests without an answer",
                        (double) all.size() - valid.size(),
                        "releases",
                        Double.NaN,
                        disturbedBack + " of them rolled back"));
    }

    private void lane(Vertx vertx, ServedSluice sluice, String name, ConcurrentLinkedQueue<ServedShop.Ended> all) {
        try (ServedShop shop = ServedShop.open(vertx, sluice, name, STRATEGY, SAME, REQUESTS_PER_SECOND)) {
            Lanes.history();
            for (int release = 1; release <= each; release++) {
                ServedShop.Ended ended = shop.release(String.valueOf(release), SAME, most);
                all.add(ended);
                if (!ended.phase().equals("SUCCEEDED")) {
                    System.err.println(name + " " + ended);
                }
            }
        }
    }
}
