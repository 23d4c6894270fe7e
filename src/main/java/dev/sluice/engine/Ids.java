package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Makes ids: ULIDs in lower case (github.com/ulid/spec), 48 bits of time and 80 random ones. */
public final class Ids {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final SecureRandom DICE = new SecureRandom();

    private Ids() {}

    public static ReleaseId release(Instant now) {
        return new ReleaseId("r-" + ulid(now));
    }

    /** An id that sorts by time. */
    public static String ulid(Instant now) {
        char[] text = new char[TIME_DIGITS + RANDOM_DIGITS];
        long time = now.toEpochMilli();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (time & 31));
            time >>>= 5;
        }
        for (int i = TIME_DIGITS; i < text.length; i++) {
            text[i] = DIGITS.charAt(DICE.nextInt(32));
        }
        return new String(text);
    }

    /** 128 random bits, for the salt of a hash. */
    public static String salt() {
        byte[] bytes = new byte[16];
        DICE.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
