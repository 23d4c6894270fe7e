package dev.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.release.Plan;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import dev.sluice.release.Wave;
import dev.sluice.release.Weight;
import dev.sluice.store.Json;
import dev.sluice.traffic.embedded.EmbeddedTraffic;
import dev.sluice.validation.InvalidDocument;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final List<TargetDocument> TARGETS =
            List.of(target("pl-1", "pl"), target("eu-1", "eu"), target("eu-2", "eu"), target("us-1", "us"));

    private static TargetDocument target(String name, String region) {
        return new TargetDocument(
                        name,
                        "shop",
                        "prod",
                        region,
                        new EmbeddedTraffic(null, List.of("shop.example"), null, null, null),
                        null,
                        null)
                .checked("shop", name);
    }

    private static Plan plan(String strategy) {
        return Planner.plan(Json.read(strategy, StrategyDocument.class), TARGETS);
    }

    @Test
    void the_least_strategy_has_every_default() {
        Plan plan = plan("{\"steps\":[{\"weight\":25}]}");

        assertThat(plan.type()).isEqualTo(Plan.Type.CANARY);
        assertThat(plan.steps())
                .containsExactly(
                        new Step.ToWeight(
                                Weight.ofPercent(new BigDecimal("25")), Duration.ofMinutes(5), Duration.ofMinutes(5)),
                        new Step.ToWeight(Weight.ALL, Duration.ZERO, Duration.ZERO));
        assertThat(plan.waves())
                .singleElement()
                .satisfies(wave -> assertThat(wave.targets()).hasSize(4));
        assertThat(plan.gates()).hasSize(4);
        assertThat(plan.alpha()).isEqualTo(0.01);
        assertThat(plan.onNewer()).isEqualTo(Plan.OnNewer.QUEUE);
    }

    @Test
    void what_is_shown_as_default_makes_the_same_plan() {
        for (String strategy : List.of(
                "{\"steps\":[{\"weight\":25},{\"approval\":{}}]}",
                "{\"type\":\"blueGreen\",\"steps\":[{\"approval\":{\"of\":2}},{\"flip\":{}}],\"gates\":[]}",
                "{\"steps\":[{\"weight\":1}],\"gates\":[{\"name\":\"a\",\"connection\":\"p\",\"query\":\"q\",\"condition\":\"result < 1.0\"},"
                        + "{\"name\":\"b\",\"connection\":\"p\",\"query\":\"q\",\"of\":\"r\"},"
                        + "{\"name\":\"c\",\"connection\":\"p\",\"query\":\"q\",\"test\":\"S\"}]}")) {
            StrategyDocument written = Json.read(strategy, StrategyDocument.class);
            StrategyDocument shown = StrategyDefaults.filledIn(written);

            assertThat(Planner.plan(shown, TARGETS)).isEqualTo(Planner.plan(written, TARGETS));
            assertThat(StrategyDefaults.filledIn(shown)).isEqualTo(shown);
        }
    }

    @Test
    void waves_select_by_region_and_the_last_takes_the_rest() {
        Plan plan = plan("""
                {"steps": [{"weight": 100}], "bake": "5m",
                 "waves": [{"targets": {"region": ["pl"]}, "bake": "1h"}, {"targets": {"region": ["eu"]}, "lockStep": true},
                           {}]}""");

        assertThat(plan.waves())
                .containsExactly(
                        new Wave(List.of(new TargetId("shop", "pl-1")), Duration.ofHours(1), false),
                        new Wave(
                                List.of(new TargetId("shop", "eu-1"), new TargetId("shop", "eu-2")),
                                Duration.ofMinutes(5),
                                true),
                        new Wave(List.of(new TargetId("shop", "us-1")), Duration.ofMinutes(5), false));
    }

    @Test
    void no_target_is_forgotten() {
        assertThatThrownBy(() -> plan("{\"steps\":[{\"weight\":100}],\"waves\":[{\"targets\":{\"region\":[\"pl\"]}}]}"))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        invalid -> assertThat(invalid.flaws())
                                .singleElement()
                                .satisfies(flaw -> assertThat(flaw.pointer()).isEqualTo("/waves")));
    }

    @Test
    void all_targets_hold_the_two_decimals_of_a_weight() {
        assertThat(plan("{\"steps\":[{\"weight\":0.01}]}").steps().getFirst())
                .isEqualTo(new Step.ToWeight(
                        Weight.ofPercent(new BigDecimal("0.01")), Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }
}
