package dev.sluice.engine;

import dev.sluice.analysis.Metric;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.TargetId;
import java.util.Map;

/** Finds where a metric of a target is read. Never throws: a source that isn't there answers that it failed. */
public interface Sources {

    Bound of(TargetId target, Metric metric);

    /**
     * A source as a target is bound to it.
     *
     * @param name of the source, as it stands beside the evidence
     * @param labels which label of the source's series tells the version, and others to select by
     */
    record Bound(String name, MetricSource source, Map<String, String> labels) {

        /** The own router's counts. */
        public Bound(MetricSource source, Map<String, String> labels) {
            this("embedded", source, labels);
        }
    }
}
