package dev.sluice.store.own;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One data directory for all tests that leave it whole and stopped: unpacking and creating a database takes seconds. Any
 * user can reach it, as a PostgreSQL that runs as nobody must.
 */
final class SharedDirectory {

    static final Path PATH = create();

    private SharedDirectory() {}

    private static Path create() {
        try {
            Path parent = Files.createTempDirectory("sluice-test-");
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
            return parent.resolve("new/data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            new Tree(directory).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
