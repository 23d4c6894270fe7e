package dev.sluice.engine.journal;

import dev.sluice.engine.FaultPoint;
import dev.sluice.engine.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jboss.logging.Logger;

/** An append-only file of records, of one process at a time. Not for several threads at once. */
final class JournalFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JournalFile.class);

    private final Path path;
    private final FileChannel channel;
    private final List<byte[]> found;
    private long size;
    private boolean broken;

    private JournalFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        Frames.Contents contents = Frames.read(all(channel));
        this.found = contents.records();
        this.size = contents.end();
        if (size < channel.size()) {
            cut(contents);
        }
    }

    /**
     * Opens the file, makes it where there is none, and cuts off a last record that is not whole: it was never answered.
     *
     * @throws IOException when it can't be used, or another process uses it
     */
    static JournalFile open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isMine(channel)) {
                throw new IOException(path + " is used by another Sluice; each needs a --data-dir of its own");
            }
            JournalFile file = new JournalFile(path, channel);
            forceFolder(path);
            return file;
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    /** The lock goes with the channel. */
    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null && lock.isValid();
        } catch (OverlappingFileLockException mine) {
            return false;
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
            long at = size;
            while (frame.hasRemaining()) {
                at += channel.write(frame, at);
            }
            Faults.hit(FaultPoint.JOURNAL_INSIDE);
            channel.force(false);
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
        channel.truncate(0);
        size = 0;
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void demandWhole() throws IOException {
        if (broken) {
            throw new IOException(
                    path + " could not be mended after a failed write; restart Sluice on a disk that works");
        }
    }

    /** What was not acknowledged must not be found later on. */
    private void takeBack(IOException failed) {
        try {
            channel.truncate(size);
            channel.force(true);
        } catch (IOException again) {
            broken = true;
            failed.addSuppressed(again);
        }
    }

    private void cut(Frames.Contents contents) throws IOException {
        if (contents.torn()) {
            LOG.warnf(
                    "%s: the last record was not written whole and is cut off; nobody was told that it is kept", path);
        } else {
            Path copy = path.resolveSibling(path.getFileName() + ".damaged");
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            LOG.errorf(
                    "%s is damaged from byte %d on: requests that were acknowledged may be lost; a copy is in %s",
                    path, contents.end(), copy);
        }
        channel.truncate(contents.end());
        channel.force(true);
    }

    private static ByteBuffer all(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Reads on.
        }
        return bytes.flip();
    }

    private static void forceFolder(Path path) throws IOException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
