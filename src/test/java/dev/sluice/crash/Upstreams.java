package dev.sluice.crash;

import dev.sluice.bench.PlainServer;
import dev.sluice.demo.Shoppers;
import dev.sluice.demo.Visits;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;

/** Versions of a service that answer, well or badly, and users of them. */
final class Upstreams implements AutoCloseable {

    private static final int FAILED = 500;

    private final Vertx vertx = Vertx.vertx();
    private final URI good = PlainServer.answering(vertx, 200);
    private final URI bad = PlainServer.answering(vertx, FAILED);

    URI good() {
        return good;
    }

    /** Answers every request with an error. */
    URI bad() {
        return bad;
    }

    /** Users who come through a router. */
    final class Users implements AutoCloseable {
        private final URI router;
        private Optional<Shoppers> present = Optional.empty();

        Users(int routerPort) {
            this.router = URI.create("http://127.0.0.1:" + routerPort);
        }

        /** Lets users come to a host, and to no other; empty: nobody comes. */
        void visit(Optional<String> host) {
            close();
            present = host.map(name -> Shoppers.enter(vertx, router, new Shoppers.Crowd(100, 100, name, 1)));
        }

        /** What they have met; nothing, where nobody comes. */
        Visits visits() {
            return present.map(Shoppers::visits).orElseGet(Visits::none);
        }

        @Override
        public void close() {
            present.ifPresent(
                    all -> all.stop().toCompletionStage().toCompletableFuture().join());
            present = Optional.empty();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
