package dev.sluice.store.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Keeps other users of the machine, who can all reach the port, out of the database. */
record Password(String value) {

    private static final int BYTES = 32;

    /** Writes a new one into a file that only its owner can read. */
    static Password create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Password password = new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password.value + "\n", StandardOpenOption.DSYNC);
        return password;
    }

    static Password read(DataDirectory directory) {
        try {
            return new Password(Files.readString(directory.password()).strip());
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The password of the database in " + directory.root() + " can't be read from "
                            + directory.password()
                            + "; restore that file, or choose an empty directory with --data-dir.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
