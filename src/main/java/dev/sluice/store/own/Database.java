package dev.sluice.store.own;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The files of the database. */
record Database(DataDirectory directory) {

    static final String USER = "sluice";

    /** Lines; what initdb prints before it gives up is about what went well. */
    private static final int COMPLAINT = 5;

    boolean exists() {
        return Files.exists(directory.database());
    }

    /** @throws DatabaseUnavailable when it was made by another major version, or its password is gone */
    void demandUsable() {
        String version = version();
        if (!version.equals(Binaries.MAJOR_VERSION)) {
            throw new DatabaseUnavailable("The database in " + directory.root() + " is one of PostgreSQL " + version
                    + " and this Sluice brings " + Binaries.MAJOR_VERSION
                    + "; go on with the Sluice that made it, or choose an empty directory with --data-dir.");
        }
        Password.read(directory);
    }

    /** Makes an empty one with a new password. It appears whole or not at all. */
    void create(Binaries binaries, Account account) {
        try {
            removeUnfinished();
            Password.create(directory.password());
            account.own(directory.password());
            Command.Result result = initdb(binaries, account).run();
            if (!result.isGood()) {
                throw new DatabaseUnavailable("PostgreSQL can't create its database in " + directory.root()
                        + "; mend what it complains of, or choose another directory with --data-dir:\n"
                        + result.lastLines(COMPLAINT));
            }
            Files.move(directory.unfinishedDatabase(), directory.database(), StandardCopyOption.ATOMIC_MOVE);
            Tree.force(directory.root());
        } catch (IOException e) {
            throw DatabaseUnavailable.dataDirectory(directory.root(), e);
        }
    }

    /** The collation is PostgreSQL's own, so that an update of the operating system can't make an index wrong. */
    private Command initdb(Binaries binaries, Account account) {
        return account.command(
                directory,
                binaries.initdb(),
                "--pgdata=" + directory.unfinishedDatabase(),
                "--username=" + USER,
                "--pwfile=" + directory.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    /** An initdb that outlived its Sluice may still be writing there: its next line of output ends it. */
    private void removeUnfinished() throws IOException {
        try {
            new Tree(directory.unfinishedDatabase()).delete();
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            Waiting.pause(Duration.ofSeconds(1));
            new Tree(directory.unfinishedDatabase()).delete();
        }
    }

    private String version() {
        try {
            return Files.readString(directory.database().resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw DatabaseUnavailable.dataDirectory(directory.root(), e);
        }
    }
}
