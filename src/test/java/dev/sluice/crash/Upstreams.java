package dev.sluice.crash;

import dev.sluice.bench.PlainServer;
import dev.sluice.demo.Shoppers;
import dev.sluice.demo.Visits;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Versions of a service that answer, well or badly, and users of them. */
final class Upstreams implements AutoCloseable {

    private static final int SERVED = 200;
    private static final int FAILED = 500;

    private static final int MANY = 8;

    private final Vertx vertx = Vertx.vertx();
    private final List<URI> good = Stream.generate(() -> PlainServer.answering(vertx, SERVED))
            .limit(MANY)
            .toList();
    private final URI bad = PlainServer.answering(vertx, FAILED);

    /**
     * Where a service's version is: the first one has an instance that no later one has, and later ones have others than
     * those just before them, because a candidate has none in common with what is stable.
     */
    URI good(int version) {
        return good.get(version == 0 ? 0 : 1 + version % (MANY - 1));
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
