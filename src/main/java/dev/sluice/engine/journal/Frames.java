package dev.sluice.engine.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records stand in the file: length (4 bytes), CRC-32C of the content (4 bytes, RFC 3720 appendix B.4), content.
 * Numbers are big-endian.
 */
final class Frames {

    static final int HEADER = 8;

    private Frames() {}

    /**
     * What a file holds.
     *
     * @param end where the last whole record ends
     * @param torn whether what comes behind it can be a record that was being written when the machine stopped
     */
    record Contents(List<byte[]> records, int end, boolean torn) {}

    static ByteBuffer frame(byte[] record) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + record.length);
        frame.putInt(record.length).putInt(checksum(record)).put(record);
        return frame.flip();
    }

    static Contents read(ByteBuffer file) {
        List<byte[]> records = new ArrayList<>();
        int end = file.position();
        while (file.remaining() >= HEADER) {
            int length = file.getInt();
            int checksum = file.getInt();
            if (length <= 0 || length > file.remaining()) {
                return new Contents(records, end, length > 0 || isZeros(file, end));
            }
            byte[] record = new byte[length];
            file.get(record);
            if (checksum(record) != checksum) {
                return new Contents(records, end, !file.hasRemaining() || isZeros(file, file.position()));
            }
            records.add(record);
            end = file.position();
        }
        return new Contents(records, end, true);
    }

    /** A file system may make a file longer before it writes what stands there. */
    private static boolean isZeros(ByteBuffer file, int from) {
        for (int at = from; at < file.limit(); at++) {
            if (file.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }
}
