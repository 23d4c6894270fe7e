package dev.sluice.analysis;

import java.time.Instant;
import java.util.Map;

/**
 * One closed window of one target, with what every gate read in it.
 *
 * @param step index of the plan's step at which the target stood
 * @param part which part of the step mixture is running: 1 at the first compared step, up to K
 * @param compared whether stable got traffic beside the candidate; false from 100 % on
 * @param counts whether the window lies wholly after the step's weight came into force, so that it is evidence for the
 *     step; every window is evidence for E
 * @param from start, inclusive; windows of a target only grow
 * @param samples by gate name
 */
public record Look(
        String target,
        int step,
        int part,
        boolean compared,
        boolean counts,
        Instant from,
        Instant to,
        Map<String, Pair> samples) {}
