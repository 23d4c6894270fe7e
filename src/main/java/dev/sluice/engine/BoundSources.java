package dev.sluice.engine;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.connection.Connection;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSourceTypes;
import dev.sluice.metrics.MetricsDocument;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Json;
import dev.sluice.store.Notifications;
import dev.sluice.store.TimedCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sources that targets and gates name in the catalogue; a connection that was changed gets a new one. What the
 * catalogue says is kept until it is told that something changed.
 */
public final class BoundSources implements Sources, AutoCloseable, Notifications.Listener {

    /** Changes are heard of; whatever happens, it is read again after this time. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Database database;
    private final MetricSource embedded;
    private final Map<String, Connected> connected = new ConcurrentHashMap<>();
    private final Notifications notifications;
    private final TimedCache<TargetId, Optional<TargetDocument>> documents = new TimedCache<>(KEPT, 100_000);
    private final Connections connections;

    private record Connected(long revision, MetricSource source) {}

    /**
     * Sources of the catalogue.
     *
     * @param embedded what targets are bound to that name no connection
     */
    public BoundSources(Database database, Notifications notifications, MetricSource embedded) {
        this.database = database;
        this.notifications = notifications;
        this.embedded = embedded;
        this.connections = new Connections(database, notifications);
        notifications.listen(this);
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("binding")) {
            documents.forget(target -> Bindings.isMeant(target, subject));
        }
    }

    @Override
    public void missed() {
        documents.forgetAll();
    }

    @Override
    public Bound of(TargetId target, Metric metric) {
        return switch (metric) {
            case Metric.Ratio ratio -> new Bound(ratio.connection(), connection(ratio.connection()), labels(target));
            case Metric.Query query -> new Bound(query.connection(), connection(query.connection()), labels(target));
            case Metric.ErrorRatio _, Metric.ClientErrorRatio _, Metric.Latency _ -> ofTarget(target);
            // Only the router sees that a client has left.
            case Metric.AbandonedRatio _ -> new Bound(embedded, Map.of());
        };
    }

    @Override
    public void close() {
        notifications.unlisten(this);
        connections.close();
        connected.values().forEach(each -> each.source().close());
    }

    private Bound ofTarget(TargetId target) {
        return document(target)
                .flatMap(document -> Optional.ofNullable(document.metrics()))
                .flatMap(MetricsDocument::endpoint)
                .map(name -> new Bound(name, connection(name), labels(target)))
                .orElseGet(() -> new Bound(embedded, Map.of()));
    }

    private Map<String, String> labels(TargetId target) {
        return document(target)
                .flatMap(document -> Optional.ofNullable(document.metrics()))
                .map(MetricsDocument::series)
                .orElse(Map.of());
    }

    private Optional<TargetDocument> document(TargetId target) {
        return documents.get(target, () -> read(target));
    }

    private Optional<TargetDocument> read(TargetId target) {
        DocumentKey key = new DocumentKey(Kind.TARGET, target.service(), target.name());
        return database.read(handle -> Documents.find(handle, key))
                .map(stored -> Json.read(stored.body(), TargetDocument.class));
    }

    private MetricSource connection(String name) {
        return connections.find(name).map(this::source).orElseGet(() -> new Absent("there is no connection " + name));
    }

    private MetricSource source(Connection connection) {
        return connected
                .compute(
                        connection.name(),
                        (_, before) -> before != null && before.revision() == connection.revision()
                                ? before
                                : open(connection, Optional.ofNullable(before)))
                .source();
    }

    private static Connected open(Connection connection, Optional<Connected> before) {
        before.ifPresent(old -> old.source().close());
        MetricSource source = MetricSourceTypes.open(connection.document())
                .orElseGet(() -> new Absent("connection " + connection.name() + " is of no metric source"));
        return new Connected(connection.revision(), source);
    }

    /** Stands where a source should be. */
    private record Absent(String why) implements MetricSource {
        @Override
        public Duration settles() {
            return Duration.ZERO;
        }

        @Override
        public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
            return new Pair(new Sample.Failed(why), new Sample.Failed(why));
        }

        @Override
        public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
            return History.none(why);
        }
    }
}
