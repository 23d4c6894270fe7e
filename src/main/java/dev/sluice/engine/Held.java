package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.release.Release;

/**
 * A release that this node moves, as it last knew it.
 *
 * @param failures ticks in a row that threw
 */
record Held(Release release, AnalysisRun analysis, int failures) {

    Held failed() {
        return new Held(release, analysis, failures + 1);
    }
}
