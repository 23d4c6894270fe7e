package dev.sluice.traffic.embedded;

/**
 * How a request ended, as it is counted.
 *
 * @param isError it was the version's fault
 * @param isAnswered somebody was there to get the answer
 * @param slice hundredth of the sticky hash, 0 to 99, or {@link #NO_SLICE}
 * @param nanos from the head of the request to the last byte of the answer
 */
record Ending(boolean isError, boolean isAnswered, int slice, long nanos) {

    static final int NO_SLICE = -1;
}
