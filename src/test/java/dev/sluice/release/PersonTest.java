package dev.sluice.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A person")
class PersonTest {

    @ParameterizedTest
    @CsvSource({
        "anna, anna",
        "Anna, anna",
        "ANNA@Shop.example, anna@shop.example",
        // Letters of other widths, a ligature, a long s, a sharp s, and a letter composed of two.
        "ａｎｎａ, anna",
        "ﬁona, fiona",
        "joſef, josef",
        "weiß, WEISS",
        "Rene\u0301, ren\u00e9"
    })
    void is_the_same_however_the_name_is_written(String one, String other) {
        assertThat(Person.isSame(one, other)).isTrue();
        assertThat(Person.canonical(Person.canonical(one))).isEqualTo(Person.canonical(one));
    }

    @Test
    void is_another_with_another_name() {
        assertThat(Person.isSame("anna", "anne")).isFalse();
        assertThat(Person.isSame("anna", "anna-2")).isFalse();
    }
}
