package dev.sluice.analysis;

/**
 * What stable did before the candidate came.
 *
 * @param stable summed over the span, or {@link Sample.Missing}
 * @param phi how many times more the rate varies between matched groups than independent requests would, at least 1
 * @param intervals how many intervals φ was measured on; 0 when it was not measured
 */
public record History(Sample stable, double phi, int intervals) {

    public static History none(String reason) {
        return new History(new Sample.Missing(reason), 1, 0);
    }
}
