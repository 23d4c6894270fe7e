package dev.sluice.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.testing.filerouter.FileRouterUnderTest;
import dev.sluice.traffic.TrafficRouter.Report;
import dev.sluice.traffic.TrafficRouter.Report.InForce;
import dev.sluice.traffic.embedded.cluster.EmbeddedRoutersUnderTest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Routers of every type")
class TrafficRouterContractTest {

    private static final TargetId EU = new TargetId("shop", "eu");
    private static final ReleaseId RELEASE = new ReleaseId("r-00000000000000000000000001");
    private static final ReleaseId OTHER = new ReleaseId("r-00000000000000000000000002");
    private static final Version V1 = new Version("1.0", "sha256:1");
    private static final Version V2 = new Version("2.0", "sha256:2");

    private Optional<RouterUnderTest> running = Optional.empty();

    static Stream<Named<Supplier<RouterUnderTest>>> types() {
        return Stream.of(
                Named.of("embedded", EmbeddedRoutersUnderTest::start), Named.of("file", FileRouterUnderTest::start));
    }

    @AfterEach
    void stop() {
        running.ifPresent(RouterUnderTest::close);
    }

    private RouterUnderTest start(Supplier<RouterUnderTest> type) {
        RouterUnderTest started = type.get();
        running = Optional.of(started);
        return started;
    }

    private static Traffic traffic(RouterUnderTest under, int basisPoints, long generation) {
        return new Traffic(
                EU,
                under.binding(EU),
                Optional.of(new Traffic.Pool(V1, List.of(URI.create("http://127.0.0.1:1")))),
                Optional.of(new Traffic.Pool(V2, List.of(URI.create("http://127.0.0.1:2")))),
                new Weight(basisPoints),
                "salt",
                Optional.of(RELEASE),
                0,
                generation);
    }

    private static void write(RouterUnderTest under, Traffic desired) {
        under.record(desired);
        under.router().write(desired);
    }

    private static InForce inForce(RouterUnderTest under, long generation) {
        await().until(() -> under.router().read(EU) instanceof InForce it && it.generation() == generation);
        return (InForce) under.router().read(EU);
    }

    @ParameterizedTest
    @MethodSource("types")
    void know_nothing_of_a_target_that_was_never_written(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);

        assertThat(under.router().read(EU)).isInstanceOf(Report.Unknown.class);
        assertThat(under.router().lastKnown(EU)).isInstanceOf(Report.Unknown.class);
        assertThat(under.router().observed(List.of(EU))).isEmpty();
        assertThat(under.router().emergencyAbort(EU, RELEASE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void do_what_is_written_as_nearly_as_they_can(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        long generation = 0;
        for (int basisPoints : new int[] {0, 1, 500, 1234, 5000, 9999, 10_000, 0}) {
            generation++;
            Weight desired = new Weight(basisPoints);
            write(under, traffic(under, basisPoints, generation));

            InForce now = inForce(under, generation);
            assertThat(now.against(desired)).isEqualTo(desired);
            assertThat(now.weight().equals(Weight.NONE)).isEqualTo(basisPoints == 0);
            assertThat(now.weight().equals(Weight.ALL)).isEqualTo(basisPoints == 10_000);
            assertThat(now.elsewhere()).isEmpty();
            assertThat(under.router().read(List.of(EU))).containsEntry(EU, now);
            assertThat(under.router().lastKnown(EU)).isInstanceOf(InForce.class);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void say_when_another_share_is_in_force(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        write(under, traffic(under, 2500, 1));

        assertThat(inForce(under, 1).against(new Weight(5000))).isEqualTo(new Weight(2500));
        assertThat(inForce(under, 1).against(Weight.NONE)).isEqualTo(new Weight(2500));
    }

    @ParameterizedTest
    @MethodSource("types")
    void keep_what_is_newer(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        write(under, traffic(under, 5000, 7));
        inForce(under, 7);

        write(under, traffic(under, 2500, 6));

        assertThat(inForce(under, 7).against(new Weight(5000))).isEqualTo(new Weight(5000));
    }

    @ParameterizedTest
    @MethodSource("types")
    void abort_in_an_emergency_only_the_release_that_they_serve(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        write(under, traffic(under, 5000, 3));
        await().until(() -> under.router().lastKnown(EU) instanceof InForce);

        assertThat(under.router().emergencyAbort(EU, OTHER)).isEmpty();
        Optional<Traffic> aborted = under.router().emergencyAbort(EU, RELEASE);

        assertThat(aborted).map(Traffic::weight).contains(Weight.NONE);
        assertThat(aborted).map(Traffic::generation).contains(4L);
        assertThat(under.router().emergencyAbort(EU, RELEASE)).isEqualTo(aborted);
        assertThat(under.router().lastKnown(EU)).isInstanceOfSatisfying(InForce.class, now -> {
            assertThat(now.weight()).isEqualTo(Weight.NONE);
            assertThat(now.generation()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void forget_a_target_that_is_there_no_more(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        write(under, traffic(under, 5000, 1));
        inForce(under, 1);

        under.forget(EU);
        under.router().remove(EU);

        await().until(() -> under.router().lastKnown(EU) instanceof Report.Unknown);
        await().until(() -> under.router().read(EU) instanceof Report.Unknown);
    }

    @ParameterizedTest
    @MethodSource("types")
    void that_cant_be_reached_are_a_value(Supplier<RouterUnderTest> type) {
        RouterUnderTest under = start(type);
        write(under, traffic(under, 5000, 1));
        inForce(under, 1);
        under.away().ifPresent(takeAway -> {
            takeAway.run();

            assertThat(under.router().write(traffic(under, 2500, 2))).isInstanceOf(Report.Unreachable.class);
            assertThat(under.router().read(EU)).isInstanceOf(Report.Unreachable.class);
        });
    }
}
