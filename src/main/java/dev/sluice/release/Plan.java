package dev.sluice.release;

import dev.sluice.analysis.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a release will do: a strategy revision applied to targets, frozen when the release is created.
 *
 * @param steps at least one; the last gives the candidate everything
 * @param alpha probability of rolling a harmless version back, over the whole release
 * @param beta probability of promoting ahead of time a version that is worse than its margin
 * @param keepFor how long after success the old version is kept for an undo
 * @param window length of a look, at least 1 s
 */
public record Plan(
        Type type,
        List<Step> steps,
        List<Wave> waves,
        List<Gate> gates,
        double alpha,
        double beta,
        Duration window,
        Duration keepFor,
        Duration deadline,
        OnNewer onNewer) {

    /** Shape of the strategy. */
    public enum Type {
        CANARY,
        BLUE_GREEN
    }

    /** What a newer release of the same service and environment does to this one. */
    public enum OnNewer {
        QUEUE,
        SUPERSEDE,
        REFUSE
    }

    /** The shortest time in which it can be walked: each wave walks all steps and bakes, and people answer at once. */
    public Duration shortest() {
        Duration walk = steps.stream().map(Step::minHold).reduce(Duration.ZERO, Duration::plus);
        return waves.stream().map(wave -> walk.plus(wave.bake())).reduce(Duration.ZERO, Duration::plus);
    }

    /** The gate of this name. */
    public Optional<Gate> gate(String name) {
        return gates.stream().filter(gate -> gate.name().equals(name)).findFirst();
    }

    public boolean isLast(int index) {
        return index == steps.size() - 1;
    }

    /** The first step from {@code index} on that asks people. */
    public Optional<Integer> nextApproval(int index) {
        for (int later = index; later < steps.size(); later++) {
            if (steps.get(later).asks().isPresent()) {
                return Optional.of(later);
            }
        }
        return Optional.empty();
    }

    /** Whether the step gives the candidate everything. */
    public boolean givesAll(int index) {
        return steps.get(index).givesAll();
    }

    /** How many steps compare two arms: K of the step mixture, at least 1. */
    public int comparedSteps() {
        return Math.max(1, part(steps.size() - 1));
    }

    /** Which part of the step mixture runs at a step: the number of compared steps up to it, at least 1. */
    public int part(int index) {
        long compared = steps.stream().limit(index + 1L).filter(Step::compares).count();
        return Math.max(1, (int) compared);
    }

    /** Whether the next weight after this step is everything, so that silence of the gates is not enough to go on. */
    public boolean isLastBelowAll(int index) {
        if (type != Type.CANARY || givesAll(index)) {
            return false;
        }
        return steps.stream()
                .skip(index + 1L)
                .flatMap(step -> step.share().stream())
                .findFirst()
                .map(Weight.ALL::equals)
                .orElse(true);
    }
}
