package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Version;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.Notifications;
import dev.sluice.store.SampleRelease;
import dev.sluice.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writing to routers")
class RouteWriterTest {

    /** Nothing can be read of it. */
    private final Database database = new Database(TestDatabase.empty());

    private final Notifications notifications = new Notifications("jdbc:postgresql://127.0.0.1:1/no", new Properties());
    private final BoundRouters routers = new BoundRouters(database, notifications, Map.of());
    private final RouteWriter writer = new RouteWriter(database, routers, new Nodes.Node("here", 1), notifications);

    @AfterEach
    void close() {
        writer.close();
        routers.close();
    }

    @Test
    void is_put_off_and_never_fails_a_decision_that_is_recorded() {
        Instant now = Instant.parse("2026-11-02T09:00:00Z");
        Release waiting = new SampleRelease(
                        new ReleaseId("r-00000000000000000000000001"), now, "{\"steps\":[{\"weight\":100}]}")
                .release();
        Release started = waiting.evolve(new Event.Started(
                List.of(new Event.Started.Start(SampleRelease.EU, Optional.of(new Version("1.0", "sha256:old")), 0)),
                now));

        assertThatCode(() -> writer.act(started)).doesNotThrowAnyException();
    }
}
