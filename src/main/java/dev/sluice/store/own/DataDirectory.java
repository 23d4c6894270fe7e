package dev.sluice.store.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that holds everything that Sluice keeps on this machine, and the names in it.
 *
 * @param root absolute, without symbolic links, closed to other users
 */
record DataDirectory(Path root) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * Creates it where it is missing.
     *
     * @throws DatabaseUnavailable when it can't be created, is a file, or is open to other users and holds things that
     *     are not Sluice's
     */
    static DataDirectory open(Path path) {
        Path wanted = path.toAbsolutePath().normalize();
        try {
            Path parent = wanted.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(wanted)) {
                Files.createDirectory(wanted, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            DataDirectory directory = new DataDirectory(wanted.toRealPath());
            directory.closeToOthers();
            return directory;
        } catch (IOException | UnsupportedOperationException e) {
            throw DatabaseUnavailable.dataDirectory(wanted, e);
        }
    }

    Path lock() {
        return root.resolve("sluice.lock");
    }

    Path database() {
        return root.resolve("data");
    }

    Path unfinishedDatabase() {
        return root.resolve("data.init");
    }

    Path postmasterPid() {
        return database().resolve("postmaster.pid");
    }

    Path password() {
        return root.resolve("postgres.password");
    }

    Path port() {
        return root.resolve("postgres.port");
    }

    Path logs() {
        return root.resolve("postgres-log");
    }

    /** A directory of other things is never narrowed: it could be /tmp. */
    private void closeToOthers() throws IOException {
        if (Files.getPosixFilePermissions(root).equals(OWNER_ONLY)) {
            return;
        }
        if (!Files.exists(lock()) && !isEmpty()) {
            throw new DatabaseUnavailable(
                    "The data directory " + root + " holds things that are not Sluice's and is open"
                            + " to other users; choose another with --data-dir, or close it by chmod 700.");
        }
        Files.setPosixFilePermissions(root, OWNER_ONLY);
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }
}
