/**
 * Sequential tests: evidence that may be looked at after every window and keeps its promise (e-processes).
 *
 * <p>Pure functions of doubles and small immutable lists; natural logarithms everywhere. Imports {@code java.*} and
 * Guava's primitive lists. Start reading in {@link dev.sluice.analysis.sequential.Alternatives}, then
 * {@link dev.sluice.analysis.sequential.Proportions}.
 */
@NullMarked
package dev.sluice.analysis.sequential;

import org.jspecify.annotations.NullMarked;
