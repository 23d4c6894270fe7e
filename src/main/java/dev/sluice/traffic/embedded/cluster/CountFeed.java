package dev.sluice.traffic.embedded.cluster;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Windows;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.WindowCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Hands this process's router's counts over to the database, each second soon after its end. */
public final class CountFeed implements AutoCloseable {

    /** For requests that end right at the second. */
    private static final Duration AFTER = Duration.ofMillis(30);

    /** While the database is away, so many windows are kept; then the oldest go. */
    private static final int MOST_KEPT = 200_000;

    private final Database database;
    private final Node node;
    private final EmbeddedRouter router;
    private final Supplier<Instant> now;
    private final List<Windows.Row> kept = new ArrayList<>();
    private final PeriodicTask every;

    public CountFeed(Database database, Node node, EmbeddedRouter router, Supplier<Instant> now) {
        this.database = database;
        this.node = node;
        this.router = router;
        this.now = now;
        this.every = PeriodicTask.start("counts", this::untilNext, this::handOver);
    }

    @Override
    public void close() {
        every.close();
    }

    private Duration untilNext() {
        Instant instant = now.get();
        Instant next = instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).plus(AFTER);
        return Duration.between(instant, next);
    }

    private void handOver() {
        Instant until = now.get().truncatedTo(ChronoUnit.SECONDS);
        router.drain(until).forEach(window -> kept.add(row(window)));
        if (kept.size() > MOST_KEPT) {
            kept.subList(0, kept.size() - MOST_KEPT).clear();
        }
        boolean counted = !kept.isEmpty();
        if (counted) {
            Faults.hit(FaultPoint.WINDOWS_BEFORE);
        }
        database.with(handle -> Windows.put(handle, node, kept, until));
        if (counted) {
            Faults.hit(FaultPoint.WINDOWS_AFTER);
        }
        kept.clear();
    }

    private static Windows.Row row(WindowCounts window) {
        return new Windows.Row(
                window.target(),
                window.version().digest(),
                window.start().getEpochSecond(),
                window.requests(),
                window.errors(),
                window.clientErrors(),
                window.abandoned(),
                window.latencyBuckets(),
                window.sliceRequests(),
                window.sliceErrors(),
                window.users().stream()
                        .flatMap(user -> Stream.of(
                                (long) user.user(),
                                user.requests(),
                                user.errors(),
                                user.clientErrors(),
                                user.abandoned()))
                        .toList());
    }
}
