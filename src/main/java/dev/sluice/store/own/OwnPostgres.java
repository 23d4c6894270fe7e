package dev.sluice.store.own;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of Sluice's own under its data directory: durable, reachable from this machine by password only, and kept
 * over every kind of end. When Sluice is killed, PostgreSQL goes on alone and the next start takes it over.
 *
 * <p>It is not stopped by itself: whoever starts it calls {@link #stop()} when nothing uses it any more, and
 * {@link #keepRunning()} when it is to come back after it was killed.
 */
public final class OwnPostgres {

    private static final Logger LOG = Logger.getLogger(OwnPostgres.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final DataDirectory directory;
    private final DirectoryLock lock;
    private volatile Postmaster postmaster;
    private final Password password;
    private volatile boolean isStopped;

    private OwnPostgres(DataDirectory directory, DirectoryLock lock, Postmaster postmaster, Password password) {
        this.directory = directory;
        this.lock = lock;
        this.postmaster = postmaster;
        this.password = password;
    }

    /**
     * Starts it, or takes over the one that a killed Sluice left behind. Returns when it takes connections: after some
     * seconds the first time, some hundredths of a second later on. What a crash left unfinished is recovered before.
     *
     * @param dataDir created where it is missing; one Sluice at a time uses it
     * @throws DatabaseUnavailable when the directory can't be used, another Sluice uses it, or PostgreSQL doesn't start
     */
    public static OwnPostgres start(Path dataDir) {
        DataDirectory directory = DataDirectory.open(dataDir);
        DirectoryLock lock = DirectoryLock.of(directory);
        try {
            Postmaster postmaster = running(directory);
            return new OwnPostgres(directory, lock, postmaster, Password.read(directory));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Lets somebody work in a database that is there already, also beside the Sluice that uses it: the one that runs is
     * used as it is, one that doesn't run is started and stopped again.
     *
     * @param work is given the JDBC URL with user and password; to be kept out of logs
     * @throws DatabaseUnavailable when there is no database, or PostgreSQL doesn't start
     */
    public static <T> T borrow(Path dataDir, Function<String, T> work) {
        if (!Files.isDirectory(dataDir) || !new Database(DataDirectory.open(dataDir)).exists()) {
            throw new DatabaseUnavailable("There is no database of Sluice in " + dataDir
                    + "; name the directory that serve has as --data-dir (by default ~/.sluice).");
        }
        DataDirectory directory = DataDirectory.open(dataDir);
        Optional<Postmaster> runs = Postmaster.leftBehindIn(directory);
        if (runs.isPresent()) {
            return work.apply(url(runs.get().port(), Password.read(directory)));
        }
        OwnPostgres started = start(dataDir);
        try {
            return work.apply(url(started.postmaster.port(), started.password));
        } finally {
            started.stop();
        }
    }

    private static String url(Port port, Password password) {
        return "jdbc:postgresql://" + Port.HOST + ":" + port.number() + "/postgres?sslmode=disable&user="
                + Database.USER + "&password=" + password.value();
    }

    /**
     * From now on it is started again when it ends and nobody stopped it: killed for its memory, say, or crashed. It
     * recovers what was committed, and listens where it did.
     */
    public void keepRunning() {
        Thread.ofVirtual().name("postgres-watch").start(() -> {
            while (!isStopped) {
                postmaster.process().onExit().join();
                revive();
            }
        });
    }

    private synchronized void revive() {
        if (isStopped) {
            return;
        }
        LOG.error("the own PostgreSQL has ended though nobody stopped it; it is started again");
        try {
            postmaster = running(directory);
            LOG.info("the own PostgreSQL runs again");
        } catch (DatabaseUnavailable notYet) {
            LOG.errorf("it doesn't start and is tried again: %s", notYet.getMessage());
            Waiting.pause(BETWEEN_TRIES);
        }
    }

    /** Without user and password, for the driver of the JDBC URLs that begin with {@code jdbc:postgresql:}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + Port.HOST + ":" + port() + "/postgres?sslmode=disable";
    }

    /** The only user. */
    public String username() {
        return Database.USER;
    }

    /** The user's. To be kept out of logs. */
    public String password() {
        return password.value();
    }

    /** On 127.0.0.1. The same over restarts, as long as nobody else takes it in between. */
    public int port() {
        return postmaster.port().number();
    }

    /**
     * Ends all connections, writes everything and ends PostgreSQL, then lets go of the directory. Returns when that is
     * done. A second call does nothing.
     *
     * @throws DatabaseUnavailable when PostgreSQL doesn't stop
     */
    public synchronized void stop() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        try {
            postmaster.stop(directory);
        } finally {
            lock.close();
        }
    }

    long pid() {
        return postmaster.process().pid();
    }

    private static Postmaster running(DataDirectory directory) {
        Database database = new Database(directory);
        if (database.exists()) {
            database.demandUsable();
            Optional<Postmaster> leftBehind = Postmaster.leftBehindIn(directory);
            if (leftBehind.isPresent()) {
                return leftBehind.get();
            }
        }
        Binaries binaries = Binaries.in(directory);
        Account account = Account.thatRuns(binaries, directory);
        if (!database.exists()) {
            database.create(binaries, account);
        }
        return new Launcher(directory, binaries, account).launch();
    }
}
