package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.condition;
import static dev.sluice.analysis.Scene.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A condition is counted as Argo Rollouts counts")
class ConditionTest {

    @ParameterizedTest(name = "success [{0}] failure [{1}] count {2} limits {3} {4}: {5} → {6}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "result < 0.01,, 0,0,0, 0.001;0.001;0.001;0.001;0.001;0.001, PASS",
                "result < 0.01,, 0,0,0, 0.001;0.02, FAIL",
                "result < 0.01,, 0,1,0, 0.02;0.001;0.001;0.001;0.001;0.001, PASS",
                "result < 0.01,, 0,1,0, 0.02;0.001;0.02, FAIL",
                ",result >= 1, 0,0,0, 0;0;0;0;0;0, PASS",
                ",result >= 1, 0,0,0, 1, FAIL",
                "result < 1,result > 2, 0,0,0, 1.5, INCONCLUSIVE",
                "result < 1,result > 2, 0,0,1, 1.5;0;0;0;0;0, PASS",
                "result < 1,, 3,0,0, 0;0, INCONCLUSIVE",
                "result < 1,, 3,0,0, 0;0;0;9;9;9, PASS",
                "result < 1,, 0,0,0, NaN, NO_DATA",
                "result < 1,, 0,0,0, 0;0;0;0;0;0;Infinity, NO_DATA",
            })
    void table(
            @Nullable String success,
            @Nullable String failure,
            int count,
            int failureLimit,
            int inconclusiveLimit,
            String values,
            Verdict expected) {
        Scene scene = new Scene(condition(
                success == null ? "" : success,
                failure == null ? "" : failure,
                count,
                failureLimit,
                inconclusiveLimit));
        for (String value : Splitter.on(';').trimResults().split(values)) {
            scene.window(Map.of("budget", value(Double.parseDouble(value))));
        }
        assertThat(scene.judge().verdict()).isEqualTo(expected);
    }

    @Test
    void a_query_that_fails_is_never_a_fail_and_never_a_pass() {
        Scene scene = new Scene(condition("result < 1", "", 0, 0, 0));
        for (int i = 0; i < 10; i++) {
            scene.window(Map.of("budget", new Pair(new Sample.Failed("HTTP 503"), new Sample.Missing("not asked"))));
        }
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PROVIDER_ERROR);
        assertThat(judgement.sentence()).contains("HTTP 503").contains("10 errors in a row, over the limit of 4");
    }
}
