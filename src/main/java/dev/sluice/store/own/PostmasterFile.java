package dev.sluice.store.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL writes about itself into {@code postmaster.pid} while it runs, and leaves there when it is killed.
 *
 * @param status {@code starting}, {@code ready}, {@code stopping}, {@code standby}; empty before the first of them
 * @see <a href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/utils/pidfile.h">pidfile.h</a>
 */
record PostmasterFile(long pid, int port, String status) {

    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** Empty when there is none, or when PostgreSQL has not finished writing its first lines. */
    static Optional<PostmasterFile> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() <= PORT) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(PID).strip()),
                    Integer.parseInt(lines.get(PORT).strip()),
                    lines.size() > STATUS ? lines.get(STATUS).strip() : ""));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL's " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /**
     * The process, if it is a PostgreSQL unpacked in that directory. Process ids are used again, in a container soon: an
     * unrelated program of the same id is none, and a process that is dead but not yet reaped has no program.
     */
    Optional<ProcessHandle> process(DataDirectory directory) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .command()
                        .map(Path::of)
                        .filter(program -> program.startsWith(directory.root()))
                        .isPresent());
    }
}
