package dev.sluice.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real file system of some megabytes, in memory, that a test fills up and makes room on again. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one; the test is skipped, and says so, where that isn't allowed. */
    static SmallDisk mount(Path path, int megabytes) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String refused = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
        Assumptions.assumeTrue(
                refused.isEmpty(), "a full disk is tried on a tmpfs, which may not be mounted here: " + refused);
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    /** Takes all the room that is left. */
    void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    void makeRoom() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    @Override
    public void close() {
        String refused = run("umount", "--lazy", path.toString());
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused);
        }
    }

    /** What a command complains about; empty when it has worked. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command)).start();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            return code == 0 ? "" : command[0] + " ended with " + code + ": " + errors;
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
