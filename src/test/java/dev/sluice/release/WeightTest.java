package dev.sluice.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A weight")
class WeightTest {

    @ParameterizedTest
    @CsvSource({"0,0,0 %", "5,500,5 %", "0.25,25,0.25 %", "33.30,3330,33.3 %", "100,10000,100 %"})
    void is_percent_outside_and_basis_points_inside(BigDecimal percent, int basisPoints, String text) {
        Weight weight = Weight.ofPercent(percent);

        assertThat(weight.basisPoints()).isEqualTo(basisPoints);
        assertThat(weight.percent()).isEqualByComparingTo(percent);
        assertThat(weight).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.001", "-1", "100.01"})
    void with_three_decimals_or_out_of_range_is_none(BigDecimal percent) {
        assertThatThrownBy(() -> Weight.ofPercent(percent))
                .isInstanceOfAny(ArithmeticException.class, IllegalArgumentException.class);
    }
}
