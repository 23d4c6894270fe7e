package dev.sluice.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a journal stands on: the bytes of one file, of one process at a time. What was written or cut off is certain only
 * when it was forced; until then, a machine that stops may keep it, lose it, or keep a part of it.
 */
public interface Disk extends AutoCloseable {

    /** All that is there. */
    ByteBuffer read() throws IOException;

    /** Writes all of the bytes; when it throws, some of them may be there. */
    void write(ByteBuffer bytes, long at) throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;

    /** Keeps a copy of what is there, for whoever wants to look at it, and says where. */
    String keepCopy() throws IOException;

    @Override
    void close() throws IOException;
}
