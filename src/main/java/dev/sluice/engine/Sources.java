package dev.sluice.engine;

import dev.sluice.metrics.MetricSource;
import dev.sluice.release.TargetId;

/** Finds the metric source that a target is bound to. */
public interface Sources {

    MetricSource of(TargetId target);
}
