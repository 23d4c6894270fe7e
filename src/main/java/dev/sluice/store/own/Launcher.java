package dev.sluice.store.own;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts PostgreSQL on a database that is there, however the one before it ended. */
record Launcher(DataDirectory directory, Binaries binaries, Account account) {

    /** A killed PostgreSQL keeps its database until the system has reaped it and its children have noticed. */
    private static final Duration PREDECESSOR_ENDS_WITHIN = Duration.ofSeconds(30);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    Postmaster launch() {
        try {
            Logs logs = new Logs(directory.logs());
            logs.prepare(account);
            long begin = System.nanoTime();
            while (true) {
                Port port = Port.choose(directory.port());
                Optional<Postmaster> running = attempt(port, logs);
                if (running.isPresent()) {
                    running.get().port().remember(directory.port());
                    return running.get();
                }
                boolean isWorthAnother = port.isTaken() || logs.sayPredecessorIsThere();
                if (!isWorthAnother || System.nanoTime() - begin > PREDECESSOR_ENDS_WITHIN.toNanos()) {
                    throw new DatabaseUnavailable(
                            "PostgreSQL doesn't start in " + directory.root() + ". It says:\n" + logs.tail());
                }
                Waiting.pause(BETWEEN_TRIES);
            }
        } catch (IOException e) {
            throw DatabaseUnavailable.dataDirectory(directory.root(), e);
        }
    }

    /** Empty when PostgreSQL ended before it was ready. */
    private Optional<Postmaster> attempt(Port port, Logs logs) throws IOException {
        Optional<Postmaster> leftBehind = Postmaster.leftBehindIn(directory);
        if (leftBehind.isPresent()) {
            return leftBehind;
        }
        // PostgreSQL itself believes a left-over file as soon as any process has that id. That children of a dead one
        // still run, it finds out by their shared memory.
        Files.deleteIfExists(directory.postmasterPid());
        Process process = command(port)
                .builder()
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(logs.start().toFile())
                .start();
        return becomesReady(process) ? Optional.of(new Postmaster(process.toHandle(), port)) : Optional.empty();
    }

    private Command command(Port port) {
        String[] words = Stream.concat(
                        Stream.of(binaries.postgres()), new Settings(directory, port).arguments().stream())
                .toArray(String[]::new);
        Command command = account.command(directory, words);
        return new Command(
                directory.root(),
                Stream.concat(Session.prefix().stream(), command.words().stream())
                        .toList());
    }

    private boolean becomesReady(Process process) {
        long begin = System.nanoTime();
        try {
            while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                if (PostmasterFile.read(directory.postmasterPid())
                        .filter(file -> file.pid() == process.pid() && file.isReady())
                        .isPresent()) {
                    return true;
                }
                if (System.nanoTime() - begin > Postmaster.SETTLES_WITHIN.toNanos()) {
                    throw new DatabaseUnavailable("PostgreSQL in " + directory.root()
                            + " has been starting for " + Postmaster.SETTLES_WITHIN.toMinutes()
                            + " minutes and goes on; see " + directory.logs() + ", and start Sluice again later.");
                }
            }
            return false;
        } catch (InterruptedException e) {
            throw DatabaseUnavailable.interrupted(e);
        }
    }
}
