package dev.sluice.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.release.Command;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests that wait are settled one after the other")
class LaneOrderTest {

    private static final ReleaseId STORED = id(900);

    private static ReleaseId id(int number) {
        return new ReleaseId("r-%026d".formatted(number));
    }

    private static Entry entry(String name, Intent intent) {
        return new Entry(name, Instant.EPOCH, "ci", name, name, intent);
    }

    private static Intent create(int release, String service, String environment) {
        return new Intent.Create(
                id(release),
                new Request(
                        service,
                        environment,
                        new Version("1", "sha256:1"),
                        Map.of(),
                        Optional.empty(),
                        "",
                        List.of(),
                        Spec.Kind.ROLLOUT,
                        Optional.empty(),
                        "ci",
                        false));
    }

    private static Intent abort(ReleaseId release) {
        return new Intent.Order(release, new Command.Abort("no"), "ci");
    }

    private static List<List<String>> lanes(Entry... entries) {
        return names(LaneOrder.of(List.of(entries), _ -> Map.of(STORED, "shop/prod")));
    }

    private static List<List<String>> names(List<List<Entry>> lanes) {
        return lanes.stream().map(lane -> lane.stream().map(Entry::id).toList()).toList();
    }

    @Test
    void within_a_service_and_environment_and_in_no_order_otherwise() {
        assertThat(lanes(
                        entry("a", create(1, "shop", "prod")),
                        entry("b", create(2, "shop", "test")),
                        entry("c", create(3, "cart", "prod")),
                        entry("d", create(4, "shop", "prod"))))
                .containsExactly(List.of("a", "d"), List.of("b"), List.of("c"));
    }

    @Test
    void with_what_is_asked_of_a_release_that_waits_too() {
        assertThat(lanes(
                        entry("a", create(1, "shop", "prod")),
                        entry("b", create(2, "cart", "prod")),
                        entry("c", abort(id(1))),
                        entry("d", new Intent.Retry(id(5), id(1), "ci", "")),
                        entry("e", abort(id(5))),
                        entry("f", new Intent.Undo(id(6), id(2), "ci", ""))))
                .containsExactly(List.of("a", "c", "d", "e"), List.of("b", "f"));
    }

    @Test
    void with_what_is_asked_of_a_release_that_is_there() {
        assertThat(lanes(entry("a", abort(STORED)), entry("b", create(1, "shop", "prod"))))
                .containsExactly(List.of("a", "b"));
    }

    @Test
    void where_nobody_knows_the_release() {
        assertThat(lanes(entry("a", abort(id(77))), entry("b", create(1, "shop", "prod")), entry("c", abort(id(78)))))
                .containsExactly(List.of("a", "c"), List.of("b"));
    }

    @Test
    void by_so_many_workers_that_each_has_its_lanes_whole() {
        List<List<Entry>> lanes = LaneOrder.of(
                List.of(
                        entry("a", create(1, "a", "prod")),
                        entry("b", create(2, "b", "prod")),
                        entry("c", create(3, "c", "prod")),
                        entry("d", create(4, "a", "prod"))),
                _ -> Map.of());

        assertThat(names(LaneOrder.shared(lanes, 2))).containsExactly(List.of("a", "d", "c"), List.of("b"));
        assertThat(names(LaneOrder.shared(lanes, 9))).containsExactly(List.of("a", "d"), List.of("b"), List.of("c"));
        assertThat(LaneOrder.shared(List.of(), 4)).isEmpty();
    }
}
