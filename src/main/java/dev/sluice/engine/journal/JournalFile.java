package dev.sluice.engine.journal;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jboss.logging.Logger;

/** An append-only file of records, of one process at a time. Not for several threads at once. */
final class JournalFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JournalFile.class);

    private final Disk disk;
    private final List<byte[]> found;
    private long size;
    private boolean broken;

    /**
     * The records of a disk. A last record that is not whole is cut off: it was never answered.
     *
     * @throws IOException when it can't be used
     */
    JournalFile(Disk disk) throws IOException {
        this.disk = disk;
        ByteBuffer all = disk.read();
        long length = all.remaining();
        Frames.Contents contents = Frames.read(all);
        this.found = contents.records();
        this.size = contents.end();
        if (size < length) {
            cut(contents);
        }
    }

    /** The records that were there when it was opened, the oldest first. */
    List<byte[]> found() {
        return found;
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /** Adds a record; it is on disk when this returns, and isn't there when this throws. */
    void append(byte[] record) throws IOException {
        demandWhole();
        Faults.hit(FaultPoint.JOURNAL_BEFORE);
        ByteBuffer frame = Frames.frame(record);
        long end = size + frame.remaining();
        try {
            disk.write(frame, size);
            Faults.hit(FaultPoint.JOURNAL_INSIDE);
            disk.force();
            Faults.hit(FaultPoint.JOURNAL_AFTER);
            size = end;
        } catch (IOException failed) {
            takeBack(failed);
            throw failed;
        }
    }

    /** Removes all records. */
    void clear() throws IOException {
        demandWhole();
        disk.truncate(0);
        size = 0;
        disk.force();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    private void demandWhole() throws IOException {
        if (broken) {
            throw new IOException(
                    disk + " could not be mended after a failed write; restart Sluice on a disk that works");
        }
    }

    /** What was not acknowledged must not be found later on. */
    private void takeBack(IOException failed) {
        try {
            disk.truncate(size);
            disk.force();
        } catch (IOException again) {
            broken = true;
            failed.addSuppressed(again);
        }
    }

    private void cut(Frames.Contents contents) throws IOException {
        if (contents.torn()) {
            LOG.warnf(
                    "%s: the last record was not written whole and is cut off; nobody was told that it is kept", disk);
        } else {
            LOG.errorf(
                    "%s is damaged from byte %d on: requests that were acknowledged may be lost; a copy is in %s",
                    disk, contents.end(), disk.keepCopy());
        }
        disk.truncate(contents.end());
        disk.force();
    }
}
