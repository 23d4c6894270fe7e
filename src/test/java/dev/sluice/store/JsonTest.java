package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.release.Cause;
import dev.sluice.release.Event;
import dev.sluice.release.Pause;
import dev.sluice.release.Plan;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.embedded.EmbeddedTraffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written into the database")
class JsonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void comes_back_as_it_was_for_alternatives_within_alternatives() {
        Event moved = new Event.Moved(
                new TargetId("shop", "eu"),
                new Stage.Returning(new Cause.GateFailed("errors", "2 % vs 1 %"), NOON),
                4,
                "why",
                NOON);

        assertThat(Json.read(Json.write(moved), Event.class)).isEqualTo(moved);
    }

    @Test
    void comes_back_as_it_was_for_a_whole_plan_and_the_judges_state() {
        Plan plan = plan();
        AnalysisRun analysis = AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());

        assertThat(Json.read(Json.write(plan), Plan.class)).isEqualTo(plan);
        assertThat(Json.read(Json.write(analysis), AnalysisRun.class)).isEqualTo(analysis);
    }

    @Test
    void names_the_record_of_an_alternative_and_nothing_that_is_derived() {
        String json = Json.write(new Stage.AtStep(1, new Weight(500), NOON));

        assertThat(json)
                .isEqualTo(
                        "{\"kind\":\"AtStep\",\"index\":1,\"since\":\"2026-03-01T12:00:00Z\",\"weight\":{\"basisPoints\":500}}");
    }

    @Test
    void is_the_same_text_for_the_same_value() {
        assertThat(Json.write(plan())).isEqualTo(Json.write(plan()));
    }

    @Test
    void comes_back_as_it_was_for_a_pause_beneath_a_freeze_and_for_one_from_before_there_were_any() {
        Pause user = new Pause(Pause.Reason.USER, "anna", "lunch", NOON, Optional.empty(), Optional.empty());
        Pause freeze = new Pause(Pause.Reason.FREEZE, "sluice", "freeze x", NOON, Optional.of(NOON), Optional.of(user));

        assertThat(Json.read(Json.write(freeze), Pause.class)).isEqualTo(freeze);
        assertThat(Json.read(
                        "{\"reason\":\"USER\",\"by\":\"anna\",\"what\":\"lunch\",\"since\":\"2026-03-01T12:00:00Z\"}",
                        Pause.class))
                .isEqualTo(user);
    }

    private static Plan plan() {
        StrategyDocument strategy = Json.read(
                "{\"steps\":[{\"weight\":5,\"hold\":\"1m\"},{\"approval\":{\"of\":2}},{\"weight\":100}]}",
                StrategyDocument.class);
        TargetDocument target = new TargetDocument(
                        "eu",
                        "shop",
                        "prod",
                        null,
                        new EmbeddedTraffic(null, List.of("shop.example"), null, null, null),
                        null,
                        null)
                .checked("shop", "eu");
        return Planner.plan(strategy, List.of(target));
    }
}
