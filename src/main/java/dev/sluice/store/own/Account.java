package dev.sluice.store.own;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** As whom PostgreSQL runs. It refuses to run as root, which Sluice in a container often is. */
sealed interface Account {

    /** What stands before a command so that it runs as this account. The process id stays that of the command. */
    List<String> prefix();

    /** The user to whom the files have to belong. */
    int owner();

    /** The user who runs Sluice. */
    record Myself(int owner) implements Account {
        @Override
        public List<String> prefix() {
            return List.of();
        }
    }

    /** The user who runs Sluice, but without root's rights and without a name: in a user namespace that maps nobody. */
    record OwnNamespace(int owner) implements Account {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "-U", "--");
        }
    }

    /** The account that owns nothing, for a root that may not make namespaces. */
    record Nobody() implements Account {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "--");
        }

        @Override
        public int owner() {
            return 65534;
        }
    }

    /**
     * The one that works here. Everything in the directory then belongs to it.
     *
     * @throws DatabaseUnavailable when none does
     */
    static Account thatRuns(Binaries binaries, DataDirectory directory) {
        int uid = (int) new UnixSystem().getUid();
        return firstThatRuns(candidates(uid), binaries, directory);
    }

    /** Where a container runs under a number, initdb refuses a user who has no name. In a namespace it is "nobody". */
    private static List<Account> candidates(int uid) {
        boolean hasName = !System.getProperty("user.name").equals("?");
        if (uid == 0) {
            return List.of(new OwnNamespace(uid), new Nobody());
        }
        return hasName ? List.of(new Myself(uid)) : List.of(new OwnNamespace(uid), new Myself(uid));
    }

    /** Separate from {@link #thatRuns} so that tests can leave a way out. */
    static Account firstThatRuns(List<Account> candidates, Binaries binaries, DataDirectory directory) {
        StringBuilder failures = new StringBuilder();
        for (Account account : candidates) {
            try {
                account.own(directory.root());
                Command.Result result = account.command(directory, binaries.postgres(), "--version")
                        .run();
                if (result.isGood()) {
                    return account;
                }
                failures.append('\n').append(result.output());
            } catch (IOException e) {
                failures.append('\n').append(e.getMessage());
            }
        }
        throw new DatabaseUnavailable("PostgreSQL can't be run in " + directory.root()
                + ": start Sluice as a user other than root, or choose a directory with --data-dir that every user can"
                + " reach. What was tried:" + failures);
    }

    default Command command(DataDirectory directory, String... words) {
        return new Command(
                directory.root(),
                Stream.concat(prefix().stream(), Stream.of(words)).toList());
    }

    /** Gives a file, or a directory with everything in it, to this account. */
    default void own(Path tree) throws IOException {
        if (isOwner(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private boolean isOwner(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(owner());
    }
}
