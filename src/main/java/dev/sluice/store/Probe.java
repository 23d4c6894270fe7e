package dev.sluice.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks the database again and again whether it is there, on a connection of its own. */
final class Probe implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final String SECONDS = "2";

    /** Who is told what came of it. */
    interface Listener {
        void answered();

        void failed(String why);
    }

    private final String url;
    private final Properties properties = new Properties();
    private final Listener listener;
    private final BlockingQueue<Boolean> nudges = new ArrayBlockingQueue<>(1);
    private final Thread thread = Thread.ofVirtual().name("database-probe").unstarted(this::run);
    private volatile boolean closed;

    Probe(String url, Properties access, Listener listener) {
        this.url = url;
        this.properties.putAll(access);
        this.properties.putAll(Map.of(
                "connectTimeout", SECONDS,
                "loginTimeout", SECONDS,
                "socketTimeout", SECONDS,
                "ApplicationName", "sluice probes"));
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    /** Asks now. */
    void nudge() {
        nudges.offer(true);
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
                while (!closed) {
                    statement.execute("select 1");
                    listener.answered();
                    pause();
                }
            } catch (SQLException away) {
                if (!closed) {
                    listener.failed(String.valueOf(away.getMessage()));
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            nudges.poll(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
