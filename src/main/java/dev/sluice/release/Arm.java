package dev.sluice.release;

/** One of the two versions that a release compares. */
public enum Arm {
    STABLE,
    CANDIDATE
}
