package dev.sluice.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Has Netty make every HTTP connection that this process accepts a strict one, also those of servers that others start,
 * such as Quarkus, if they speak nothing but HTTP/1. Netty finds it by {@code META-INF/services} once {@link #enable()} was called.
 */
public final class StrictConnections extends ChannelInitializerExtension {

    private static final String SERVICE_LOADER = "serviceload";

    /** For {@link java.util.ServiceLoader}. */
    public StrictConnections() {}

    /** Comes before the first server is started, because Netty looks only once. */
    public static void enable() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, SERVICE_LOADER);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new StrictConnection());
    }
}
