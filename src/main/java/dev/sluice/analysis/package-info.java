/**
 * The judge: sequential tests that may be looked at every second and keep their false-alarm rate,
 * conditions on values, and the verdicts that gates give.
 *
 * <p>Pure: imports only {@code java.*} and CEL. Time is an argument.
 * Start reading in {@link dev.sluice.analysis.AnalysisRun}.
 */
@NullMarked
package dev.sluice.analysis;

import org.jspecify.annotations.NullMarked;
