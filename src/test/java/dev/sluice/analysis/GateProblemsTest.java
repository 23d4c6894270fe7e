package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Gate.OnFail;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Gates that can't be judged are refused when they are written")
class GateProblemsTest {

    private static Gate proportion(double share, Margin margin) {
        return Scene.gate("errors", new Gate.Test.Proportion(margin, Scene.SAFE, true), share, OnFail.ROLL_BACK);
    }

    @Test
    void shares_must_sum_to_one() {
        assertThat(GateProblems.of(List.of(proportion(.4, Scene.NONE))))
                .singleElement()
                .asString()
                .contains("sum to 0.4");
        assertThat(GateProblems.of(List.of(proportion(Double.NaN, Scene.NONE)))).isNotEmpty();
    }

    @Test
    void margins_have_a_range() {
        assertThat(GateProblems.of(List.of(proportion(1, new Margin(.9, 0)))))
                .first()
                .asString()
                .startsWith("gate errors: margin.relative");
        assertThat(GateProblems.of(List.of(proportion(1, new Margin(1, 1))))).isNotEmpty();
        assertThat(GateProblems.of(List.of(proportion(1, new Margin(1, Double.NaN)))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "result",
                "result + 1.0",
                "result <",
                "other < 1",
                "'a' < result",
                "[1,2,3].all(x, x < 5)",
                "[1,2].map(x, [1,2].map(y, x*y)).size() > 0"
            })
    void an_expression_must_be_a_condition_on_the_result(String source) {
        List<String> problems = GateProblems.of(List.of(Scene.condition("result < 1", source + " ", 0, 0, 0)));
        assertThat(problems).singleElement().asString().startsWith("gate budget: failure ");
    }

    @Test
    void an_expression_has_a_greatest_length() {
        String longest = "result < 1" + " ".repeat(Expression.LONGEST);
        assertThat(GateProblems.of(List.of(Scene.condition(longest, "", 0, 0, 0))))
                .singleElement()
                .asString()
                .contains("longer than 4096 characters");
        String deep = "(".repeat(1000) + "result < 1" + ")".repeat(1000);
        assertThat(GateProblems.of(List.of(Scene.condition(deep, "", 0, 0, 0)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result < 1", "result <= 0.99 || result == 5.0", "!(result > 1)", "result * 100.0 < 1.5"})
    void conditions_are_taken(String source) {
        assertThat(GateProblems.of(List.of(Scene.condition(source, "", 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void begin_refuses_what_has_problems() {
        assertThatThrownBy(() -> AnalysisRun.begin(List.of(proportion(.4, Scene.NONE)), .01, .05, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
