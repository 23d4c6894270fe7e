package dev.sluice.crash;

import dev.sluice.engine.Intent;
import dev.sluice.fault.FaultPoint;
import dev.sluice.store.Database;
import dev.sluice.store.Json;
import dev.sluice.store.TestDatabase;
import dev.sluice.store.own.TestPostgres;
import dev.sluice.traffic.Traffic;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * A database, a directory and a port with one process at a time, which is started again whenever it is dead. Whoever
 * asks it for something asks again under the same key until there is an answer.
 */
final class ProcessUnderTest implements AutoCloseable {

    private static final int HALTED = 137;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FastStart fast;
    private final String url = TestPostgres.freshDatabase();
    private final AgroalDataSource pool = Pool.of(url);
    private final Database database = new Database(pool);
    private final Outage outage = new Outage(url);
    private final Path directory;
    private final int routerPort = freePort();
    private final Upstreams.Users users;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private NodeProcess node;
    private boolean leaving;
    private int leavings;
    private int deaths;

    /** A request that was answered. */
    record Acknowledged(Intent intent, String release) {}

    ProcessUnderTest(FastStart fast, Path directory, Upstreams upstreams) {
        this.fast = fast;
        this.directory = directory;
        TestDatabase.migrate(pool);
        this.users = upstreams.new Users(routerPort);
        this.node = NodeProcess.start(fast, url, create(directory), routerPort);
    }

    Database database() {
        return database;
    }

    Upstreams.Users users() {
        return users;
    }

    Outage outage() {
        return outage;
    }

    /** The next process dies there; {@code none}: nowhere. */
    void fault(String wanted) {
        answer("fault " + wanted);
    }

    /** How often the present process has passed each place. */
    Map<FaultPoint, Integer> passed() {
        Map<FaultPoint, Integer> passed = new EnumMap<>(FaultPoint.class);
        Json.tree(answer("passed"))
                .properties()
                .forEach(entry -> passed.put(
                        FaultPoint.valueOf(entry.getKey()), entry.getValue().asInt()));
        return passed;
    }

    /** What the router does now. */
    List<Traffic> routes() {
        return Json.readList(answer("routes"), Traffic.class);
    }

    /**
     * Asks for something until it is acknowledged.
     *
     * @return the release that is made or meant
     */
    String ask(Intent intent) {
        String release = answer("take " + UUID.randomUUID() + " " + Json.write(intent));
        if (release.startsWith("refused")) {
            throw new AssertionError(intent + " was " + release);
        }
        acknowledged.add(new Acknowledged(intent, release));
        return release;
    }

    /** What was acknowledged since the last call. */
    List<Acknowledged> takeAcknowledged() {
        List<Acknowledged> taken = List.copyOf(acknowledged);
        acknowledged.clear();
        return taken;
    }

    /** How often the process has died of a fault since the last call. */
    int takeDeaths() {
        int taken = deaths;
        deaths = 0;
        return taken;
    }

    /** The process stops in order, and another one takes its place. */
    void leave() {
        leaving = true;
        node.ask("leave");
        revive();
        leaving = false;
        leavings++;
    }

    /** How often a process left in order since the last call. */
    int takeLeavings() {
        int taken = leavings;
        leavings = 0;
        return taken;
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!node.isAlive()) {
                        revive();
                    }
                    return condition.getAsBoolean();
                });
    }

    void outageEnds() {
        outage.end();
        Awaitility.await("the database is back")
                .ignoreExceptions()
                .until(() -> database.read(Database::now).isAfter(java.time.Instant.EPOCH));
    }

    private String answer(String order) {
        while (true) {
            Optional<String> answer = node.ask(order);
            if (answer.isPresent()) {
                return answer.get();
            }
            revive();
        }
    }

    private void revive() {
        int code = node.exitCode();
        if (code == HALTED) {
            deaths++;
        } else if (code != 0 || !leaving) {
            throw new AssertionError("the process ended with " + code + "; see " + directory.resolve("node.log"));
        }
        outageEnds();
        node = NodeProcess.start(fast, url, directory, routerPort);
    }

    @Override
    public void close() {
        users.close();
        node.kill();
        pool.close();
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
