package dev.sluice.api;

import dev.sluice.analysis.Prospect;
import dev.sluice.validation.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gate can find out at a step of a plan, on average.
 *
 * @param step its number
 * @param weight of the candidate, in percent
 * @param requestsPerSecond of both arms, as given or measured
 * @param measured whether stable's share of bad requests was measured in its last ten minutes; otherwise it is assumed
 * @param base that share, in percent
 * @param finds the smallest multiple of it that is found within the hold; absent when none is
 * @param doublingIn how long it takes to find a doubling; absent when that is inside the margin
 * @param proofIn how long the proof takes before the candidate gets everything; absent when none is needed or it never
 *     comes, which the sentence tells apart
 */
public record StepPreview(
        int step,
        BigDecimal weight,
        String gate,
        String target,
        double requestsPerSecond,
        boolean measured,
        double base,
        @Nullable Double finds,
        @Nullable String doublingIn,
        @Nullable String proofIn,
        String sentence) {

    static StepPreview of(
            int step, BigDecimal weight, String gate, String target, double rate, boolean measured, Prospect prospect) {
        return new StepPreview(
                step,
                weight,
                gate,
                target,
                rounded(rate),
                measured,
                rounded(prospect.base() * 100),
                prospect.finds().isPresent() ? rounded(prospect.finds().getAsDouble()) : null,
                prospect.doubling().map(Durations::format).orElse(null),
                prospect.proof()
                        .filter(time -> !time.isZero())
                        .map(Durations::format)
                        .orElse(null),
                gate + ": " + prospect.sentence()
                        + Optional.of(" (the share is assumed)")
                                .filter(_ -> !measured)
                                .orElse(""));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
