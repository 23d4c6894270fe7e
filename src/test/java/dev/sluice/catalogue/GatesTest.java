package dev.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Rules;
import dev.sluice.analysis.Rules.NoData;
import dev.sluice.analysis.Rules.Patience;
import dev.sluice.analysis.Rules.Policy;
import dev.sluice.store.Json;
import dev.sluice.traffic.embedded.EmbeddedTraffic;
import dev.sluice.validation.InvalidDocument;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Gates as they are written")
class GatesTest {

    private static List<Gate> gates(String fields) {
        String json = "{\"steps\":[{\"weight\":5,\"gates\":[]},{\"weight\":50},{\"weight\":100}]," + fields + "}";
        return planned(json.replace('\'', '"').replace(",}", "}"));
    }

    private static List<Gate> planned(String json) {
        StrategyDocument strategy = Json.read(json, StrategyDocument.class);
        TargetDocument target = new TargetDocument(
                        "eu",
                        "shop",
                        "prod",
                        null,
                        new EmbeddedTraffic(null, List.of("shop.example"), null, null, null),
                        null,
                        null)
                .checked("shop", "eu");
        return Planner.plan(strategy, List.of(target)).gates();
    }

    private static Gate gate(String fields) {
        return gates("'gates':[{'name':'errors','metric':'errorRatio'," + fields + "}]")
                .getFirst();
    }

    @Test
    void a_service_gets_four_comparisons_without_writing_a_line() {
        List<Gate> standard = gates("");
        assertThat(standard).extracting(Gate::name).containsExactly("errors", "latency", "abandoned", "client-errors");
        assertThat(standard).extracting(Gate::share).containsExactly(.4, .4, .1, .1);
        assertThat(standard).extracting(Gate::rules).containsOnly(Rules.STANDARD);
        assertThat(standard).allSatisfy(gate -> assertThat(gate.steps()).isEmpty());
    }

    @Test
    void client_errors_and_abandoned_requests_have_wide_margins_and_a_proof_that_is_no_harder() {
        List<Gate> gates = gates("'gates':[{'name':'gone','metric':'abandonedRatio'},"
                + "{'name':'missing','metric':'clientErrorRatio'},"
                + "{'name':'strict','metric':'clientErrorRatio','margin':{'relative':1,'absolute':0.5}}]");
        assertThat(gates)
                .extracting(GatesTest::proportion)
                .containsExactly(
                        new Gate.Test.Proportion(new Margin(1.5, .02), new Margin(3, .02), true),
                        new Gate.Test.Proportion(new Margin(1.5, .05), new Margin(3, .05), true),
                        new Gate.Test.Proportion(new Margin(1, .005), new Margin(3, .01), true));
    }

    @Test
    void a_gate_has_the_strategys_rules_and_its_own_in_their_place_field_by_field() {
        Gate gate = gates("""
                'evidence':{'requests':200,'windows':5},'warmUp':'30s','noData':{'policy':'rollback','timeout':'2m'},
                'patience':{'holds':1,'expiry':'10m'},
                'gates':[{'name':'errors','metric':'errorRatio','evidence':{'requests':80},
                    'noData':{'timeout':'5m'},'patience':{'least':'3m'},'onInconclusive':'rollback'}]""").getFirst();
        assertThat(gate.rules())
                .isEqualTo(new Rules(
                        new Evidence(80, 5),
                        Duration.ofSeconds(30),
                        new Patience(1, Duration.ofMinutes(3), Duration.ofMinutes(10)),
                        new NoData(Duration.ofMinutes(5), Policy.ROLL_BACK),
                        Policy.ROLL_BACK));
    }

    @Test
    void safe_is_the_strategys_or_the_gates_own_or_off() {
        assertThat(proportion(gate("'share':1")).safe()).isEqualTo(new Margin(3, .01));
        assertThat(proportion(gate("'safe':{'relative':4}")).safe()).isEqualTo(new Margin(4, .01));
        assertThat(proportion(gate("'safe':'off'")).safeRequired()).isFalse();
        assertThat(proportion(gates("'safe':'off','gates':[{'name':'errors','metric':'errorRatio','safe':{}}]")
                                .getFirst())
                        .safeRequired())
                .isTrue();
    }

    private static Gate.Test.Proportion proportion(Gate gate) {
        return (Gate.Test.Proportion) gate.test();
    }

    @Test
    void a_condition_is_content_with_one_measurement_unless_it_says_more() {
        String condition = "'gates':[{'name':'budget','connection':'prom','query':'up','condition':'result < 1.0'%s}]";
        assertThat(gates(condition.formatted("")).getFirst().rules().evidence()).isEqualTo(new Evidence(0, 1));
        assertThat(gates(condition.formatted(",'evidence':{'windows':4}"))
                        .getFirst()
                        .rules()
                        .evidence())
                .isEqualTo(new Evidence(0, 4));
    }

    @Test
    void a_gate_that_a_step_names_is_judged_there_only() {
        List<Gate> gates = planned("""
                {"steps":[{"weight":5},{"weight":50,"gates":["errors"]},{"weight":100}]}""");
        assertThat(gates.getFirst().steps()).contains(Set.of(1));
        assertThat(gates.getLast().steps()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'evidence':{'requests':-1}, /gates/0/evidence/requests, must be 0 to",
                "'evidence':{'windows':1.5e9}, /gates/0/evidence/windows, must be 0 to",
                "'warmUp':'2h', /gates/0/warmUp, must be",
                "'warmUp':'soon', /gates/0/warmUp, must be a duration",
                "'noData':{'policy':'pass'}, /gates/0/noData/policy, must be one of",
                "\"'noData':{'policy':'rollback','then':'hold'}\", /gates/0/noData/then, goes with policy hold only",
                "'patience':{'holds':1001}, /gates/0/patience/holds, must be 0 to 1000",
                "'onInconclusive':'pass', /gates/0/onInconclusive, must be one of",
                "'onFail':'goOn', /gates/0/onFail, must be one of",
                "'safe':{'relativ':3}, /gates/0/safe/relativ, is not known",
                "'safe':'maybe', /gates/0/safe, must be off or a margin",
                "'margin':{'relative':0.5}, /gates/0/margin/relative, must be 1 to 100",
            })
    void what_is_wrong_is_named(String fields, String pointer, String what) {
        InvalidDocument invalid = catchThrowableOfType(InvalidDocument.class, () -> gate(fields));
        assertThat(invalid.flaws()).first().satisfies(flaw -> {
            assertThat(flaw.pointer()).isEqualTo(pointer);
            assertThat(flaw.what()).startsWith(what);
        });
    }
}
