package dev.sluice.traffic.embedded;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** A WebSocket: two connections, each of which gets what the other sends until one of them closes. */
final class Tunnel {

    private static final Logger LOG = Logger.getLogger(Tunnel.class);
    private static final String WEBSOCKET = "websocket";

    private Tunnel() {}

    static boolean isWanted(HttpServerRequest request) {
        return WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && HttpMethod.GET.equals(request.method())
                && request.version() == HttpVersion.HTTP_1_1
                && request.headers().getAll(HttpHeaders.CONNECTION).stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .anyMatch(option -> "upgrade".equalsIgnoreCase(option.strip()));
    }

    static void putUpgrade(MultiMap headers) {
        headers.set(HttpHeaders.CONNECTION, "Upgrade");
        headers.set(HttpHeaders.UPGRADE, WEBSOCKET);
    }

    /**
     * Joins two connections.
     *
     * @param instance paused
     */
    static void join(NetSocket client, NetSocket instance) {
        Pump.connect(client, instance);
        Pump.connect(instance, client);
        client.exceptionHandler(failed -> LOG.debugf("A tunnel's client failed: %s", failed));
        instance.exceptionHandler(failed -> LOG.debugf("A tunnel's instance failed: %s", failed));
        client.closeHandler(closed -> instance.close());
        instance.closeHandler(closed -> client.close());
        instance.resume();
    }
}
