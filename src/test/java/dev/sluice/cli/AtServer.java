package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.demo.Behaviour;
import dev.sluice.demo.Shop;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Runs of the command line against a real Sluice, in front of a real shop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtServer {

    private final Vertx vertx = Vertx.vertx();

    @TestHTTPResource("/")
    URI server = URI.create("http://unknown");

    URI shop = URI.create("http://unknown");

    /** The next version of the shop: a candidate's instances are never stable's. */
    URI newer = URI.create("http://unknown");

    @BeforeAll
    void openShop() throws Exception {
        shop = await(Shop.open(vertx, "1.0.0", Behaviour.PROVEN)).url();
        newer = await(Shop.open(vertx, "1.1.0", Behaviour.GOOD)).url();
    }

    @AfterAll
    void closeShop() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not within 10 s", late);
        }
    }

    Run sluice(String... args) {
        return sluiceReading("", args);
    }

    Run sluiceReading(String input, String... args) {
        return Run.of(Map.of("SLUICE_URL", server.toString()), input, args);
    }

    Run ok(Run run) {
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return run;
    }

    static String idIn(Run run) {
        Matcher id = Pattern.compile("r-[0-9a-z]{26}").matcher(run.out());
        assertThat(id.find()).as(run.out()).isTrue();
        return id.group();
    }

    static String documents(String service) {
        return """
                kind: Target
                name: NAME-eu
                service: NAME
                environment: NAME-prod
                traffic: {hosts: [NAME.example]}
                ---
                kind: Strategy
                name: NAME-quick
                steps:
                  - {weight: 5, hold: 5s}
                  - {weight: 100}
                bake: 1s
                window: 1s
                ---
                kind: Service
                name: NAME
                strategy: NAME-quick
                ---
                kind: Environment
                name: NAME-prod
                """.replace("NAME", service);
    }

    void applied(String service) {
        ok(sluiceReading(documents(service), "apply", "-f", "-"));
    }

    /** A version that is stable everywhere when it is answered. */
    void first(String service, String... more) {
        List<String> args = new ArrayList<>(
                List.of("create", service, "1.0.0", "--endpoint", shop.toString(), "--wait", "--timeout", "25s"));
        args.addAll(List.of(more));
        ok(sluice(args.toArray(String[]::new)));
    }

    /** A release that moves until somebody ends it: nobody comes whose requests could be compared. */
    String moving(String service, String... more) {
        List<String> args = new ArrayList<>(List.of("create", service, "1.1.0", "--endpoint", newer.toString()));
        args.addAll(List.of(more));
        String id = idIn(ok(sluice(args.toArray(String[]::new))));
        Awaitility.await().until(() -> !ok(sluice("show", id, "--json")).out().contains("\"phase\":\"PENDING\""));
        return id;
    }
}
