package dev.sluice.store.own;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the jar for this machine.
 *
 * @param root holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path root) {

    static final String VERSION = "18.1";

    /** Databases move between minor versions as they are, between major versions not. */
    static final String MAJOR_VERSION = "18";

    /** Unpacks them where that has not been done. A half unpacked directory of an earlier try is replaced. */
    static Binaries in(DataDirectory directory) {
        Path root = directory.root().resolve("postgres-" + VERSION);
        if (!Files.isDirectory(root)) {
            Path unfinished = directory.root().resolve("postgres-" + VERSION + ".tmp");
            try (InputStream archive = archive()) {
                new Tree(unfinished).delete();
                unpack(archive, unfinished);
                force(unfinished);
                Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw DatabaseUnavailable.dataDirectory(directory.root(), e);
            }
        }
        return new Binaries(root);
    }

    String postgres() {
        return root.resolve("bin/postgres").toString();
    }

    String initdb() {
        return root.resolve("bin/initdb").toString();
    }

    private static InputStream archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = "/postgres-" + system + "-" + (processor.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        InputStream archive = Binaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new DatabaseUnavailable("Sluice brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + processor + "; give it the URL of one.");
        }
        return archive;
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        Files.createDirectory(into);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry.getName())) {
                    write(entry, tar, into.resolve(entry.getName()).normalize(), into);
                }
            }
        }
    }

    /** The rest is for building programs against PostgreSQL. */
    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.contains("/pkgconfig/") && !name.contains("/pgxs/");
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file, Path root) throws IOException {
        if (!file.startsWith(root)) {
            throw new IOException("the archive of PostgreSQL has a file outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            boolean isProgram = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /**
     * The rename that says "whole" must not outlive a power failure that the content didn't. The program forces a
     * thousand files at once, ten times as fast as one by one; where it is missing, the system does it within seconds.
     */
    private static void force(Path unpacked) throws IOException {
        if (Command.isOnPath("sync")) {
            new Command(unpacked, List.of("sync", "-f", unpacked.toString())).run();
        }
    }
}
