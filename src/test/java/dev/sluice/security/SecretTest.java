package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SecretTest {

    @RepeatedTest(20)
    void a_drawn_one_is_well_formed_and_no_other_is() {
        Secret secret = Secret.draw();

        assertThat(secret.isWellFormed()).isTrue();
        assertThat(secret.text())
                .matches("slc_[0-9A-Za-z]{38}")
                .isNotEqualTo(Secret.draw().text());
        char other = secret.text().charAt(10) == 'a' ? 'b' : 'a';
        assertThat(new Secret(secret.text().substring(0, 10)
                                + other
                                + secret.text().substring(11))
                        .isWellFormed())
                .isFalse();
    }

    @Test
    void it_never_shows_itself() {
        Secret secret = Secret.draw();

        assertThat(secret.toString()).doesNotContain(secret.text().substring(4, 20));
        assertThat(secret.lastFour()).hasSize(4).isEqualTo(secret.text().substring(38));
        assertThat(new String(secret.hash(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret.text());
    }

    @Test
    void too_short_or_long_is_no_token() {
        String text = Secret.draw().text();
        assertThat(new Secret("").isWellFormed()).isFalse();
        assertThat(new Secret(text + "a").isWellFormed()).isFalse();
        assertThat(new Secret(text.substring(1)).isWellFormed()).isFalse();
        assertThat(new Secret("pat_" + text.substring(4)).isWellFormed()).isFalse();
    }
}
