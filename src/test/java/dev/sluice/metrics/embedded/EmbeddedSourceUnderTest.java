package dev.sluice.metrics.embedded;

import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.SourceUnderTest;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.TestDatabase;
import dev.sluice.store.Windows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Ten seconds that two own routers have handed over; they alternate. */
public final class EmbeddedSourceUnderTest implements SourceUnderTest {

    private static final TargetId TARGET = new TargetId("shop", "prod");
    private static final long BEGIN = 1_750_000_000;
    private static final int SECONDS = 10;

    private final Database database;

    private EmbeddedSourceUnderTest(Database database) {
        this.database = database;
    }

    public static EmbeddedSourceUnderTest start() {
        Database database = TestDatabase.migrated();
        for (int router = 0; router < 2; router++) {
            String name = "router-" + router;
            Nodes.Node node = database.in(handle -> Nodes.register(handle, name));
            List<Windows.Row> rows = new ArrayList<>();
            for (long second = BEGIN; second < BEGIN + SECONDS; second++) {
                rows.add(row("sha256:10", second, 60 + router, 1));
                rows.add(row("sha256:11", second, 20 + router, 2));
            }
            database.with(handle -> Windows.put(handle, node, rows, Instant.ofEpochSecond(BEGIN + SECONDS)));
        }
        return new EmbeddedSourceUnderTest(database);
    }

    private static Windows.Row row(String digest, long second, long requests, long errors) {
        return new Windows.Row(
                TARGET, digest, second, requests, errors, 0, 0, List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public MetricSource source() {
        return new EmbeddedSource(database);
    }

    @Override
    public Subject subject() {
        return new Subject(
                TARGET, Optional.of(new Version("1.0", "sha256:10")), new Version("1.1", "sha256:11"), Map.of());
    }

    @Override
    public List<Instant> moments() {
        return IntStream.rangeClosed(0, SECONDS)
                .mapToObj(second -> Instant.ofEpochSecond(BEGIN + second))
                .toList();
    }

    @Override
    public Pair truth(Instant from, Instant to) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return new Pair(new Sample.Counts(41 * seconds, 4 * seconds), new Sample.Counts(121 * seconds, 2 * seconds));
    }

    /** Its numbers are where the releases are: without them nothing is decided. */
    @Override
    public Optional<MetricSource> broken() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The database ends with the tests.
    }
}
