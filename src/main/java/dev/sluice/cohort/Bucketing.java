package dev.sluice.cohort;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Gives units their buckets for one purpose, salt and type of unit, algorithm {@code pdc1}.
 *
 * <p>The hashed message is {@code LP("pdc1") LP(purpose) LP(salt) LP(unitType) LP(unitId)}, LP being the length
 * in bytes as 4 bytes big-endian and then the UTF-8; nothing is trimmed, folded or normalised. All but the last part
 * is the same for every unit and is laid out once, here.
 */
public final class Bucketing {

    private static final String ALGORITHM = "pdc1";
    private static final HashFunction MURMUR = Hashing.murmur3_128(0);

    private final byte[] prefix;

    private Bucketing(byte[] prefix) {
        this.prefix = prefix;
    }

    /** Bucketing of the units of one type; the same arguments give every unit the same bucket for ever. */
    public static Bucketing of(Purpose purpose, String salt, String unitType) {
        byte[][] parts = {utf8(ALGORITHM), utf8(purpose.word()), utf8(salt), utf8(unitType)};
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer prefix = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            prefix.putInt(part.length).put(part);
        }
        return new Bucketing(prefix.array());
    }

    /** The bucket of a unit. Whether a blank id is a unit at all is for the caller to say. */
    public Bucket bucketOf(String unitId) {
        byte[] unit = utf8(unitId);
        byte[] message = new byte[prefix.length + Integer.BYTES + unit.length];
        ByteBuffer.wrap(message).put(prefix).putInt(unit.length).put(unit);
        return new Bucket(MURMUR.hashBytes(message).asLong());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
