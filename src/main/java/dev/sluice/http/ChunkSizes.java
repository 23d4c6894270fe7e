package dev.sluice.http;

import io.netty.buffer.ByteBuf;

/**
 * Follows the chunks of a body to find sizes of more than eight hexadecimal digits. Netty 4.1 reads them modulo 2³², so
 * that {@code 100000000000000002} is 2 to it and a lot to others; no honest chunk is that large.
 */
public final class ChunkSizes {

    private static final int MAX_DIGITS = 8;
    private static final int HEXADECIMAL = 16;
    private static final int LINE_END_BYTES = 2;

    private enum Part {
        SIZE,
        EXTENSION,
        DATA,
        TRAILER
    }

    private Part part = Part.SIZE;
    private int digits;
    private long size;
    private long left;

    /** A new body begins. */
    public void begin() {
        part = Part.SIZE;
        digits = 0;
        size = 0;
    }

    /** Whether what comes next stands behind the last chunk. */
    public boolean isInTrailers() {
        return part == Part.TRAILER;
    }

    /** Whether a size is not one to eight digits; called with each part of the body in turn. */
    public boolean areWrongIn(ByteBuf bytes, int from, int to) {
        int at = from;
        while (at < to) {
            switch (part) {
                case SIZE -> {
                    if (!acceptsOfSize(bytes.getByte(at))) {
                        return true;
                    }
                    at++;
                }
                case EXTENSION -> {
                    endLineAt(bytes.getByte(at));
                    at++;
                }
                case DATA -> {
                    int skipped = (int) Math.min(left, to - at);
                    at += skipped;
                    left -= skipped;
                    if (left == 0) {
                        begin();
                    }
                }
                case TRAILER -> at = to;
            }
        }
        return false;
    }

    private boolean acceptsOfSize(byte character) {
        int digit = Character.digit(character, HEXADECIMAL);
        if (digit < 0) {
            part = Part.EXTENSION;
            return digits > 0;
        }
        digits++;
        size = size * HEXADECIMAL + digit;
        return digits <= MAX_DIGITS;
    }

    private void endLineAt(byte character) {
        if (character == '\n') {
            part = size == 0 ? Part.TRAILER : Part.DATA;
            left = size + LINE_END_BYTES;
        }
    }
}
