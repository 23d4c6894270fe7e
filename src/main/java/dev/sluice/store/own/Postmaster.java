package dev.sluice.store.own;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that runs and takes connections. */
record Postmaster(ProcessHandle process, Port port) {

    /** Long enough for its last checkpoint on a slow disk. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    /** How long one that is just starting, after a crash with much to recover, or just stopping is waited for. */
    static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);

    /**
     * The one that a killed Sluice left behind. It goes on serving as if nothing had happened.
     *
     * @return empty when none runs
     */
    static Optional<Postmaster> leftBehindIn(DataDirectory directory) {
        boolean isSettled = Waiting.until(
                SETTLES_WITHIN,
                () -> runningIn(directory).map(PostmasterFile::isReady).orElse(true));
        if (!isSettled) {
            throw new DatabaseUnavailable("PostgreSQL in " + directory.root() + " has been neither ready nor gone for "
                    + SETTLES_WITHIN.toMinutes() + " minutes; see " + directory.logs() + ", and start Sluice again.");
        }
        return runningIn(directory)
                .flatMap(file ->
                        file.process(directory).map(process -> new Postmaster(process, new Port(file.port()))));
    }

    /** Ends connections, writes everything, ends. Returns when that is done; does nothing when it has ended already. */
    void stop(DataDirectory directory) {
        if (hasEnded(directory)) {
            return;
        }
        try {
            new Command(directory.root(), List.of("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(process.pid())))
                    .run();
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL can't be told to stop: " + e.getMessage(), e);
        }
        if (!Waiting.until(STOPS_WITHIN, () -> hasEnded(directory))) {
            throw new DatabaseUnavailable("PostgreSQL (process " + process.pid() + ") was told to stop "
                    + STOPS_WITHIN.toSeconds() + " s ago and still runs; the next start takes it over.");
        }
    }

    /** Its last deed is to remove its file. One that was left behind may then stay a zombie for seconds. */
    private boolean hasEnded(DataDirectory directory) {
        return !process.isAlive()
                || PostmasterFile.read(directory.postmasterPid())
                        .filter(file -> file.pid() == process.pid())
                        .isEmpty();
    }

    private static Optional<PostmasterFile> runningIn(DataDirectory directory) {
        return PostmasterFile.read(directory.postmasterPid())
                .filter(file -> file.process(directory).isPresent());
    }
}
