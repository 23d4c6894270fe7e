package dev.sluice.http;

import io.netty.buffer.ByteBuf;

/** Looks for header lines that go on in the next line (obs-fold), which no client needs and servers read differently. */
final class FoldedLines {

    private static final byte LF = '\n';

    private boolean isAfterLineFeed;

    void begin() {
        isAfterLineFeed = false;
    }

    /** Whether a line of the head begins with a blank; called with each part of the head in turn. */
    boolean isIn(ByteBuf bytes, int from, int to) {
        int at = from;
        if (isAfterLineFeed && at < to && isBlank(bytes.getByte(at))) {
            return true;
        }
        while (at < to) {
            int lineFeed = bytes.indexOf(at, to, LF);
            if (lineFeed < 0) {
                isAfterLineFeed = false;
                return false;
            }
            at = lineFeed + 1;
            if (at < to && isBlank(bytes.getByte(at))) {
                return true;
            }
            isAfterLineFeed = true;
        }
        return false;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }
}
