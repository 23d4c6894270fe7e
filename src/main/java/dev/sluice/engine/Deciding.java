package dev.sluice.engine;

import dev.sluice.release.Decision;
import dev.sluice.release.Observation;
import dev.sluice.release.Release;
import java.time.Instant;

/** Says what a release does next; in production {@link dev.sluice.release.Decider#decide}. */
public interface Deciding {

    Decision decide(Release release, Observation seen, Instant now);
}
