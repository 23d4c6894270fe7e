package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as people read them. */
class RenderingTest {

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        assertThat(new Table("A", "LONGER", "C").row("wide…", "x", "").row("1", "2", "3"))
                .hasToString("""
                A      LONGER  C
                wide…  x
                1      2       3""");
    }

    @ParameterizedTest
    @CsvSource({"5,5 %", "5.00,5 %", "0.25,0.25 %", "100,100 %", "0,0 %", "null,-"})
    void a_weight_has_no_more_digits_than_it_needs(String json, String text) {
        assertThat(Percent.text(json(json))).isEqualTo(text);
    }

    @Test
    void a_plan_is_a_table() {
        assertThat(PlanText.of(json("""
                {"digest":"sha256:abc","strategy":"careful","revision":3,"type":"canary","shortest":"2m","keepFor":"1h",
                 "deadline":"24h","steps":[{"index":1,"kind":"weight","weight":5,"hold":"2m"},
                 {"index":2,"kind":"approval","of":2,"from":["managers"],"within":"8h"},
                 {"index":3,"kind":"weight","weight":100}],
                 "waves":[{"targets":["eu","us"],"bake":"10m","lockStep":true}],
                 "gates":[{"name":"errors","test":"C","share":0.5,"onFail":"rollback"}]}
                """))).isEqualTo("""
                Plan by strategy careful, revision 3 (canary): at least 2m, kept for undo 1h, at most 24h
                sha256:abc

                STEP  WHAT                               HOLD
                1     5 % of the traffic                 2m
                2     2 approvals by managers within 8h  -
                3     100 % of the traffic               -

                WAVE  TARGETS  BAKE
                1     eu, us   10m   in lock step

                GATE    TEST  WHEN IT FAILS
                errors  C     rollback""");
    }

    @Test
    void why_is_the_sentence_and_what_every_gate_says() {
        assertThat(WhyCommand.text(json("""
                {"sentence":"5 % of eu.","gates":[{"name":"errors","target":"eu","verdict":"INCONCLUSIVE",
                 "sentence":"needs 200 more requests"}]}
                """)))
                .isEqualTo("5 % of eu.\n  errors at eu (INCONCLUSIVE): needs 200 more requests");
    }

    @Test
    void endpoints_are_for_all_targets_or_by_target() {
        ObjectNode all = Json.object();
        Endpoints.put(all, List.of("http://a:1", "http://b:1"));
        assertThat(all).hasToString("{\"endpoints\":[\"http://a:1\",\"http://b:1\"]}");
        ObjectNode some = Json.object();
        Endpoints.put(some, List.of("eu=http://a:1", "us=http://b:1", "eu=http://c:1"));
        assertThat(some)
                .hasToString("{\"endpoints\":{\"eu\":[\"http://a:1\",\"http://c:1\"],\"us\":[\"http://b:1\"]}}");
        assertThatExceptionOfType(Failed.class)
                .isThrownBy(() -> Endpoints.put(Json.object(), List.of("eu=http://a:1", "http://b:1")))
                .withMessageContaining("--endpoint");
    }

    @Test
    void promote_says_what_it_changes() {
        assertThat(PromoteCommand.warning(json("""
                {"id":"r-1","service":"shop","environment":"prod","version":{"label":"1.1"},"phase":"PAUSED",
                 "sentence":"Paused.","step":{"index":2,"of":5},
                 "targets":[{"name":"eu","weight":{"desired":20}}]}
                """))).contains("eu: 20 % → 100 %", "skips 3 steps");
    }

    @Test
    void fields_are_compared_by_value_and_nothing_is_not_there() {
        assertThat(Fields.of(json("{\"a\":{\"b\":1.50,\"c\":null},\"d\":[\"x\",1],\"e\":[{\"f\":true}]}")))
                .hasToString("{a.b=1.5, d=[\"x\",1], e[0].f=true}");
    }
}
