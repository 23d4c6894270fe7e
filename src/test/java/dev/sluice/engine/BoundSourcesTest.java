package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.analysis.Metric;
import dev.sluice.metrics.embedded.EmbeddedSource;
import dev.sluice.release.TargetId;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Notifications;
import dev.sluice.store.TestDatabase;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("What targets are bound to")
class BoundSourcesTest {

    private static final TargetId EU = new TargetId("shop", "eu");
    private static final TargetId US = new TargetId("shop", "us");
    private static final Metric ERRORS = new Metric.ErrorRatio();

    private final PGSimpleDataSource source = TestDatabase.empty();
    private final Database database = new Database(source);
    private final Notifications notifications = new Notifications(source.getUrl(), access(source));
    private final BoundSources sources = new BoundSources(database, notifications, new EmbeddedSource(database));

    private static Properties access(PGSimpleDataSource source) {
        Properties access = new Properties();
        access.setProperty("user", String.valueOf(source.getUser()));
        access.setProperty("password", String.valueOf(source.getPassword()));
        return access;
    }

    @BeforeEach
    void start() throws InterruptedException {
        TestDatabase.migrate(source);
        CountDownLatch listening = new CountDownLatch(1);
        notifications.listen(new Notifications.Listener() {
            @Override
            public void told(String kind, String subject) {}

            @Override
            public void missed() {
                listening.countDown();
            }
        });
        notifications.start();
        listening.await();
        put(EU, "{\"metrics\":{\"type\":\"prometheus\",\"connection\":\"one\"}}");
        put(US, "{\"metrics\":{\"type\":\"prometheus\",\"connection\":\"one\"}}");
    }

    @AfterEach
    void stop() {
        sources.close();
        notifications.close();
    }

    private void put(TargetId target, String body) {
        database.with(handle ->
                Documents.put(handle, new DocumentKey(Kind.TARGET, target.service(), target.name()), body, "test"));
    }

    private void change(TargetId target) {
        database.with(handle -> handle.execute(
                "update document set body = '{\"metrics\":{\"type\":\"prometheus\",\"connection\":\"two\"}}'"
                        + " where parent = ? and name = ?",
                target.service(),
                target.name()));
    }

    private String name(TargetId target) {
        return sources.of(target, ERRORS).name();
    }

    @Test
    void are_kept_until_it_is_told_that_they_changed_and_only_those() {
        assertThat(name(EU)).isEqualTo("one");
        assertThat(name(US)).isEqualTo("one");
        change(EU);
        change(US);
        assertThat(name(EU)).isEqualTo("one");

        put(EU, "{\"metrics\":{\"type\":\"prometheus\",\"connection\":\"three\"}}");

        await().until(() -> name(EU).equals("three"));
        assertThat(name(US)).isEqualTo("one");
    }
}
