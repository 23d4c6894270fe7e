/**
 * Crashes that are provoked at named places of the real process, for the crash matrix: {@link dev.sluice.fault.Faults}.
 */
@NullMarked
package dev.sluice.fault;

import org.jspecify.annotations.NullMarked;
