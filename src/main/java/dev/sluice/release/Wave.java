package dev.sluice.release;

import java.time.Duration;
import java.util.List;

/**
 * Targets that move together; the next wave begins when all of these are baked.
 *
 * @param bake how long gates watch each target at 100 % before it counts as baked
 * @param lockStep whether a target waits at each step for the others of its wave
 */
public record Wave(List<TargetId> targets, Duration bake, boolean lockStep) {}
