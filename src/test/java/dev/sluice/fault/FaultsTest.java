package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fault that is asked for")
class FaultsTest {

    @AfterEach
    void none_for_the_others() {
        Faults.wantNone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.after:halt", "take.inside:3:halt", "journal.before:1:halt"})
    void names_a_place_and_how_often_it_is_passed(String text) {
        Faults.want(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "record.after", "record.after:0:halt", "record.later:halt", "act.after:2:throw", "x:halt"})
    void is_refused_with_the_list_when_there_is_no_such_place(String text) {
        assertThatThrownBy(() -> Faults.want(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record.before, record.inside, record.after");
    }

    @Test
    void leaves_other_places_alone_and_all_are_counted() {
        Faults.want("record.after:halt");
        int before = Faults.passed().getOrDefault(FaultPoint.ACT_AFTER, 0);

        assertThat(Faults.passing(FaultPoint.ACT_AFTER, "result")).isEqualTo("result");

        assertThat(Faults.passed()).containsEntry(FaultPoint.ACT_AFTER, before + 1);
    }
}
