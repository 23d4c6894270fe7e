package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter.Report;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which writes a router takes, what it remembers, and which route a request finds. */
class RoutingTest {

    private static final URI ONE = URI.create("http://127.0.0.1:1");
    private static final URI TWO = URI.create("http://127.0.0.1:2");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private Path file;
    private EmbeddedRouter router;

    @BeforeEach
    void start() {
        file = folder.resolve("table.json");
        router = started();
    }

    private EmbeddedRouter started() {
        EmbeddedRouter fresh = new EmbeddedRouter(
                vertx, RouterDefaults.with(Map.of("table-file", file.toString())), Clock.systemUTC());
        fresh.start(0, Rig.HOST);
        return fresh;
    }

    @AfterEach
    void stop() {
        router.stop(Duration.ZERO);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Traffic at(int basisPoints, long epoch, long generation) {
        Traffic traffic = Rig.split(List.of(ONE), List.of(TWO), basisPoints, generation);
        return new Traffic(
                traffic.target(),
                traffic.binding(),
                traffic.stable(),
                traffic.candidate(),
                traffic.weight(),
                traffic.salt(),
                traffic.release(),
                epoch,
                generation);
    }

    private int weightAfter(Traffic desired) {
        return ((Report.InForce) router.write(desired)).weight().basisPoints();
    }

    @Test
    void a_newer_generation_is_taken_and_an_older_one_refused_whatever_the_epoch() {
        assertThat(weightAfter(at(500, 7, 2))).isEqualTo(500);
        assertThat(weightAfter(at(1_000, 6, 3))).isEqualTo(1_000);
        assertThat(weightAfter(at(2_000, 9, 2))).isEqualTo(1_000);
    }

    @Test
    void of_one_generation_the_newer_epoch_is_taken_and_other_content_of_one_epoch_refused() {
        router.write(at(500, 7, 2));

        assertThat(weightAfter(at(500, 7, 2))).isEqualTo(500);
        assertThat(weightAfter(at(1_000, 7, 2))).isEqualTo(500);
        assertThat(weightAfter(at(1_000, 6, 2))).isEqualTo(500);
        assertThat(weightAfter(at(1_000, 8, 2))).isEqualTo(1_000);
    }

    @Test
    void an_emergency_abort_gives_everything_to_stable_and_no_later_write_takes_it_back() {
        router.write(at(5_000, 7, 2));

        assertThat(router.emergencyAbort(Rig.SHOP, Rig.RETRY)).isEmpty();
        Traffic aborted = router.emergencyAbort(Rig.SHOP, Rig.RELEASE).orElseThrow();

        assertThat(aborted.weight()).isEqualTo(Weight.NONE);
        assertThat(aborted.generation()).isEqualTo(3);
        assertThat(router.emergencyAbort(Rig.SHOP, Rig.RELEASE)).contains(aborted);
        assertThat(weightAfter(at(6_000, 7, 3))).isZero();
        assertThat(weightAfter(at(6_000, 9, 4))).isZero();
    }

    @Test
    void an_aborted_version_does_not_come_back_as_stable_either() {
        router.write(at(5_000, 7, 2));
        router.emergencyAbort(Rig.SHOP, Rig.RELEASE);
        Traffic promoted = new Traffic(
                Rig.SHOP,
                at(0, 1, 1).binding(),
                at(0, 1, 1).candidate(),
                Optional.empty(),
                Weight.NONE,
                Rig.SALT,
                Optional.of(Rig.RELEASE),
                7,
                5);

        router.write(promoted);
        assertThat(router.inForce(Rig.SHOP).orElseThrow().generation()).isEqualTo(3);

        router.settleAbort(Rig.SHOP);
        router.write(promoted);
        assertThat(router.inForce(Rig.SHOP)).contains(promoted);
    }

    @Test
    void an_abort_that_the_controller_took_over_is_settled_and_a_retry_may_begin() {
        router.write(at(5_000, 7, 2));
        router.emergencyAbort(Rig.SHOP, Rig.RELEASE);
        router.write(at(0, 8, 4));

        assertThat(router.tombstone(Rig.SHOP)).isEmpty();
        assertThat(weightAfter(at(100, 8, 5))).isEqualTo(100);
    }

    @Test
    void an_abort_of_what_has_no_traffic_yet_is_no_new_generation_and_holds_no_retry_back() {
        Traffic waiting = at(0, 7, 2);
        router.write(waiting);

        assertThat(router.emergencyAbort(Rig.SHOP, Rig.RELEASE)).contains(waiting);
        assertThat(weightAfter(at(1_000, 8, 3))).as("of the aborted release").isZero();

        assertThat(weightAfter(retried(at(1_000, 9, 3)))).isEqualTo(1_000);
        assertThat(router.tombstone(Rig.SHOP)).isEmpty();
    }

    private static Traffic retried(Traffic traffic) {
        return new Traffic(
                traffic.target(),
                traffic.binding(),
                traffic.stable(),
                traffic.candidate(),
                traffic.weight(),
                traffic.salt(),
                Optional.of(Rig.RETRY),
                traffic.epoch(),
                traffic.generation());
    }

    @Test
    void a_restarted_router_serves_its_last_table_and_remembers_the_abort() {
        router.write(at(5_000, 7, 2));
        Traffic aborted = router.emergencyAbort(Rig.SHOP, Rig.RELEASE).orElseThrow();
        Freshness before = router.freshness();
        router.stop(Duration.ZERO);
        router = started();

        assertThat(router.inForce()).containsExactly(aborted);
        assertThat(router.freshness()).isEqualTo(new Freshness(before.asOf(), true));
        assertThat(weightAfter(at(6_000, 9, 9))).isZero();
    }

    @Test
    void every_kind_of_sticky_key_survives_a_restart() {
        List<StickyBy> kinds = List.of(
                new StickyBy.Cookie("c"),
                new StickyBy.Header("h"),
                new StickyBy.ClientAddress(),
                new StickyBy.Random());
        kinds.forEach(kind -> router.write(bound(kind.toString(), List.of("a.example"), "/x", kind)));
        List<Traffic> before = router.inForce();
        router.stop(Duration.ZERO);
        router = started();

        assertThat(router.inForce()).isEqualTo(before).hasSize(4);
    }

    @Test
    void a_corrupt_file_is_put_aside() throws Exception {
        router.stop(Duration.ZERO);
        Files.writeString(file, "{\"format\":1,\"targ");
        router = started();

        assertThat(router.inForce()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("table.json.corrupt")).exists();
    }

    @Test
    void the_own_host_and_then_the_longest_prefix_wins() {
        List.of(
                        bound("root", List.of(), "/", new StickyBy.Random()),
                        bound("shop", List.of(), "/shop", new StickyBy.Random()),
                        bound("cart", List.of(), "/shop/cart/", new StickyBy.Random()),
                        bound("host", List.of("a.example"), "/own", new StickyBy.Random()))
                .forEach(router::write);

        assertThat(found("b.example", "/")).isEqualTo("root");
        assertThat(found("b.example", "/shopping")).isEqualTo("root");
        assertThat(found("b.example", "/shop")).isEqualTo("shop");
        assertThat(found("b.example", "/shop/x/y")).isEqualTo("shop");
        assertThat(found("b.example", "/shop/cart")).isEqualTo("cart");
        assertThat(found("b.example", "/shop/cart/1/2")).isEqualTo("cart");
        assertThat(found("b.example", "/shop/cartoons")).isEqualTo("shop");
        assertThat(found("a.example", "/own/1")).isEqualTo("host");
        assertThat(found("a.example", "/shop")).isEqualTo("shop");
        router.remove(new TargetId("svc", "root"));
        assertThat(found("b.example", "/")).isEqualTo("none");
    }

    private String found(String host, String path) {
        return router.table()
                .find(host, path)
                .map(r -> r.traffic().target().name())
                .orElse("none");
    }

    private static Traffic bound(String name, List<String> hosts, String prefix, StickyBy stickyBy) {
        return new Traffic(
                new TargetId("svc", name),
                new HostBinding(hosts, prefix, stickyBy),
                Optional.empty(),
                Optional.empty(),
                Weight.NONE,
                "salt",
                Optional.empty(),
                1,
                1);
    }
}
