package dev.sluice.metrics.prometheus;

import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.util.Map;
import java.util.Optional;

/** What these tests measure. */
final class Subjects {

    private Subjects() {}

    /** 1.1 against 1.0 in a job. */
    static Subject shop(String job) {
        return shop(Map.of("selector", "job=\"" + job + "\""));
    }

    static Subject shop(Map<String, String> labels) {
        return new Subject(
                new TargetId("shop", "prod"),
                Optional.of(new Version("1.0", "sha256:10")),
                new Version("1.1", "sha256:11"),
                labels);
    }

    /** 1.1 alone, as with a first release. */
    static Subject first() {
        Subject shop = shop(Map.of());
        return new Subject(shop.target(), Optional.empty(), shop.candidate(), shop.labels());
    }
}
