package dev.sluice.traffic.embedded;

import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Capabilities;
import dev.sluice.traffic.Capabilities.GenerationPlace;
import dev.sluice.traffic.Resolution;
import dev.sluice.traffic.RouterContext;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouterType;
import java.util.Optional;

/** The routers that Sluice brings, one in each process. */
public final class EmbeddedType implements TrafficRouterType {

    public static final String NAME = "embedded";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<? extends TrafficDocument> document() {
        return EmbeddedTraffic.class;
    }

    @Override
    public Class<? extends Binding> binding() {
        return HostBinding.class;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Resolution.FULL, true, true, false, false, false, GenerationPlace.ROUTER);
    }

    @Override
    public Optional<TrafficRouter> open(RouterContext context) {
        return Optional.empty();
    }
}
