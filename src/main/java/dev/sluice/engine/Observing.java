package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.release.Release;
import java.time.Instant;

/** Sees what one decision needs. Failures are values of what is seen. */
public interface Observing {

    /**
     * Looks at the world for one turn of a release.
     *
     * @param analysis what the judge knew before
     * @param now by the database's clock
     */
    Observed observe(Release release, AnalysisRun analysis, Instant now);
}
