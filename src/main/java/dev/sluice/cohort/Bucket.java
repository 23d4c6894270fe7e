package dev.sluice.cohort;

/**
 * Where a unit falls by its stable hash, algorithm {@code pdc1}: one of a million equally likely places.
 *
 * @param hash first 64-bit word of MurmurHash3 x64 128 with seed 0, unsigned
 */
public record Bucket(long hash) {

    /** How many places there are; thresholds are parts per million of all units. */
    public static final int COUNT = 1_000_000;

    /** The place, 0 to 999,999. */
    public int index() {
        return (int) Math.unsignedMultiplyHigh(hash, COUNT);
    }

    /** Whether a share of so many parts per million holds this unit; a larger share holds all units of a smaller one. */
    public boolean isAdmittedAt(int thresholdPpm) {
        return index() < thresholdPpm;
    }

    /** The hash as people compare it: 16 hexadecimal digits. */
    public String hex() {
        return String.format("%016x", hash);
    }
}
