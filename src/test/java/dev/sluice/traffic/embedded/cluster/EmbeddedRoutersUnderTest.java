package dev.sluice.traffic.embedded.cluster;

import dev.sluice.release.TargetId;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.Notifications;
import dev.sluice.store.Routes;
import dev.sluice.store.TestDatabase;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.RouterUnderTest;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.HostBinding;
import dev.sluice.traffic.embedded.StickyBy;
import dev.sluice.traffic.embedded.TestRouters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** The own routers of two processes over one database. */
public final class EmbeddedRoutersUnderTest implements RouterUnderTest {

    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final Notifications notifications;
    private final Member here;
    private final Member there;
    private final EmbeddedRouters routers;

    /** A process, as far as it concerns routers. */
    private record Member(EmbeddedRouter router, RouteFeed feed, PeriodicTask heart) implements AutoCloseable {

        @Override
        public void close() {
            feed.close();
            heart.close();
            router.stop(Duration.ZERO);
        }
    }

    private EmbeddedRoutersUnderTest(PGSimpleDataSource source) {
        database = new Database(source);
        Properties access = new Properties();
        Optional.ofNullable(source.getUser()).ifPresent(user -> access.setProperty("user", user));
        Optional.ofNullable(source.getPassword()).ifPresent(password -> access.setProperty("password", password));
        notifications = new Notifications(source.getUrl(), access);
        here = member("here");
        there = member("there");
        notifications.start();
        routers = new EmbeddedRouters(database, here.router(), here.feed()::followNow);
    }

    public static EmbeddedRoutersUnderTest start() {
        PGSimpleDataSource source = TestDatabase.empty();
        TestDatabase.migrate(source);
        return new EmbeddedRoutersUnderTest(source);
    }

    private Member member(String name) {
        Nodes.Node node = database.in(handle -> Nodes.register(handle, name));
        EmbeddedRouter router = TestRouters.started(vertx);
        return new Member(
                router,
                new RouteFeed(database, node, router, notifications),
                PeriodicTask.start(
                        name, () -> Duration.ofSeconds(1), () -> database.with(handle -> Nodes.beat(handle, node))));
    }

    @Override
    public TrafficRouter router() {
        return routers;
    }

    @Override
    public Binding binding(TargetId target) {
        return new HostBinding(List.of(target.name() + ".example"), "/", new StickyBy.Cookie("sluice"));
    }

    @Override
    public void record(Traffic desired) {
        database.with(handle -> Routes.put(handle, desired));
    }

    @Override
    public void forget(TargetId target) {
        database.with(handle -> Routes.remove(handle, target));
    }

    @Override
    public Optional<Runnable> away() {
        return Optional.empty();
    }

    @Override
    public void close() {
        routers.close();
        here.close();
        there.close();
        notifications.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
