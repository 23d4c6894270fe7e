package dev.sluice.testing.filerouter;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.connection.ConnectionType;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Capabilities;
import dev.sluice.traffic.Capabilities.GenerationPlace;
import dev.sluice.traffic.Resolution;
import dev.sluice.traffic.RouterContext;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouterType;
import java.util.Optional;

/** Routers that read their table from a file a target and divide traffic into sixteenths. */
public final class FileRouterType implements TrafficRouterType {

    static final String NAME = "file";

    static final Resolution SIXTEENTHS = new Resolution(16);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<? extends TrafficDocument> document() {
        return FileTraffic.class;
    }

    @Override
    public Class<? extends Binding> binding() {
        return FileBinding.class;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(SIXTEENTHS, false, false, false, false, false, GenerationPlace.ROUTER);
    }

    @Override
    public Optional<TrafficRouter> open(RouterContext context) {
        return Optional.of(new FileRouter(context));
    }

    /** Where they read. */
    public static final class Directories implements ConnectionType {

        static final String NAME = "directory";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Class<? extends ConnectionDocument> document() {
            return DirectoryEndpoint.class;
        }
    }
}
