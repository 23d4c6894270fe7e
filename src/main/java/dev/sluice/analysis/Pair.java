package dev.sluice.analysis;

/**
 * Both arms in the same window. With everything on the candidate, {@code stable} is {@link Sample.Missing}.
 *
 * @param source name of the metric source that was asked; empty where it isn't known
 */
public record Pair(Sample candidate, Sample stable, String source) {

    /** From a source that isn't named. */
    public Pair(Sample candidate, Sample stable) {
        this(candidate, stable, "");
    }

    /** The same, with the name of its source. */
    public Pair from(String name) {
        return new Pair(candidate, stable, name);
    }
}
