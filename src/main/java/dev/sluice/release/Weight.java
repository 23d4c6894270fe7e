package dev.sluice.release;

import java.math.BigDecimal;

/** Share of a target's traffic that the candidate gets, in basis points (1/100 %), 0 to 10,000. */
public record Weight(int basisPoints) implements Comparable<Weight> {

    private static final int HUNDRED_PERCENT = 10_000;

    public static final Weight NONE = new Weight(0);
    public static final Weight ALL = new Weight(HUNDRED_PERCENT);

    public Weight {
        if (basisPoints < 0 || basisPoints > HUNDRED_PERCENT) {
            throw new IllegalArgumentException(
                    "a weight is 0 to " + HUNDRED_PERCENT + " basis points, not " + basisPoints);
        }
    }

    /**
     * The weight that people write as a percentage.
     *
     * @param percent 0 to 100 with at most two decimals
     * @throws ArithmeticException when it has more
     */
    public static Weight ofPercent(BigDecimal percent) {
        return new Weight(percent.movePointRight(2).intValueExact());
    }

    public BigDecimal percent() {
        BigDecimal exact = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    public boolean isAbove(Weight other) {
        return basisPoints > other.basisPoints;
    }

    @Override
    public int compareTo(Weight other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    /** As people write it: {@code 5 %}, {@code 0.25 %}. */
    @Override
    public String toString() {
        return percent().toPlainString() + " %";
    }
}
