package dev.sluice.analysis;

/** Both arms in the same window. With everything on the candidate, {@code stable} is {@link Sample.Missing}. */
public record Pair(Sample candidate, Sample stable) {}
