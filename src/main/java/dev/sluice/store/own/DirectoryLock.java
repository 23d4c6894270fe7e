package dev.sluice.store.own;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second Sluice out of a data directory, until closed or until the process ends in whatever way. */
final class DirectoryLock implements AutoCloseable {

    /**
     * What this process holds. The operating system drops a process's lock as soon as the process closes any channel of
     * the file, also a second one that failed to get the lock: so a second one is never opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws DatabaseUnavailable when another Sluice has the directory; says which process */
    static DirectoryLock of(DataDirectory directory) {
        Path file = directory.lock();
        if (!HELD.add(file)) {
            throw taken(directory, "this process, " + ProcessHandle.current().pid());
        }
        try {
            return new DirectoryLock(file, locked(directory));
        } catch (IOException e) {
            HELD.remove(file);
            throw DatabaseUnavailable.dataDirectory(directory.root(), e);
        } catch (DatabaseUnavailable e) {
            HELD.remove(file);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The lock " + file + " can't be released: " + e.getMessage(), e);
        } finally {
            HELD.remove(file);
        }
    }

    private static FileChannel locked(DataDirectory directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.lock(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (channel.tryLock() == null) {
                throw taken(directory, "process " + holder(directory.lock()));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "of unknown id" : pid;
    }

    private static DatabaseUnavailable taken(DataDirectory directory, String holder) {
        return new DatabaseUnavailable("Another Sluice (" + holder + ") uses the data directory " + directory.root()
                + "; stop it, or choose another directory with --data-dir.");
    }
}
