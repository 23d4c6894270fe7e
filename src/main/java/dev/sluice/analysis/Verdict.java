package dev.sluice.analysis;

/** What a gate says. Only {@link #PASS} is a pass. */
public enum Verdict {
    PASS,
    FAIL,
    INCONCLUSIVE,
    NO_DATA,
    PROVIDER_ERROR
}
