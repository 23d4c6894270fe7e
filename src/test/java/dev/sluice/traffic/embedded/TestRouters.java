package dev.sluice.traffic.embedded;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;

/** Routers with the settings that they have when nothing is said, for tests of other packages. */
public final class TestRouters {

    private TestRouters() {}

    /** One that serves on a free port. */
    public static EmbeddedRouter started(Vertx vertx) {
        EmbeddedRouter router = new EmbeddedRouter(vertx, RouterDefaults.with(Map.of()), Clock.systemUTC());
        router.start(0, Rig.HOST);
        return router;
    }
}
