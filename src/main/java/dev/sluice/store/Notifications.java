package dev.sluice.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what other transactions tell when they commit, on a connection of its own. */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final int POLL_MILLIS = 5_000;
    private static final long RECONNECT_MILLIS = 500;

    private final String url;
    private final Properties properties;
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("notifications").unstarted(this::run);
    private volatile boolean closed;

    public Notifications(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** Hears. */
    public interface Listener {

        /**
         * Something was told.
         *
         * @param kind what it is about: release, event, route, unroute, node, freeze, binding
         * @param subject which one; empty where there is only one
         */
        void told(String kind, String subject);

        /** The connection was away: whatever was told meanwhile was missed. */
        void missed();
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public void unlisten(Listener listener) {
        listeners.remove(listener);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = DriverManager.getConnection(url, properties);
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + Database.CHANNEL);
                listeners.forEach(Listener::missed);
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException away) {
                if (!closed) {
                    LOG.debugf("listening again after: %s", away.getMessage());
                    pause();
                }
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (!closed) {
            PGNotification[] heard = connection.getNotifications(POLL_MILLIS);
            for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
                tell(notification.getParameter());
            }
        }
    }

    private void tell(String what) {
        int space = what.indexOf(' ');
        String kind = space < 0 ? what : what.substring(0, space);
        String subject = space < 0 ? "" : what.substring(space + 1);
        for (Listener listener : listeners) {
            try {
                listener.told(kind, subject);
            } catch (RuntimeException e) {
                LOG.errorf(e, "a listener failed on %s", what);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
