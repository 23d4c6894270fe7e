package dev.sluice.engine;

import dev.sluice.connection.Connection;
import dev.sluice.connection.ConnectionDocument;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Json;
import dev.sluice.store.Notifications;
import dev.sluice.store.TimedCache;
import java.time.Duration;
import java.util.Optional;

/** Registered endpoints by name, in memory until it is told that they changed. */
final class Connections implements AutoCloseable, Notifications.Listener {

    /** Changes are heard of; whatever happens, a document is read again after this time. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(5);

    private final Database database;
    private final Notifications notifications;
    private final TimedCache<String, Optional<Connection>> known = new TimedCache<>(READ_AGAIN, 10_000);

    Connections(Database database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
        notifications.listen(this);
    }

    /** The endpoint of a name; empty where there is none. */
    Optional<Connection> find(String name) {
        return known.get(name, () -> read(name));
    }

    private Optional<Connection> read(String name) {
        return database.read(handle -> Documents.find(handle, DocumentKey.of(Kind.CONNECTION, name)))
                .map(stored ->
                        new Connection(name, stored.revision(), Json.read(stored.body(), ConnectionDocument.class)));
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("binding")) {
            known.forget(subject::equals);
        }
    }

    @Override
    public void missed() {
        known.forgetAll();
    }

    @Override
    public void close() {
        notifications.unlisten(this);
    }
}
