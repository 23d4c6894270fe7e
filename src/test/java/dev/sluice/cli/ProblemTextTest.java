package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems become sentences and exit codes. */
class ProblemTextTest {

    private static String text(String body) {
        return ProblemText.of(new Api.Answer(URI.create("http://sluice.example"), 422, "", body));
    }

    @Test
    void a_detail_is_a_sentence() {
        assertThat(
                        text(
                                "{\"title\":\"Not found\",\"detail\":\"there is no release r-1\",\"code\":\"not-found\",\"errors\":[]}"))
                .isEqualTo("there is no release r-1");
    }

    @Test
    void fields_stand_on_lines_of_their_own() {
        assertThat(text("""
                {"title":"The request names something that can't be","code":"invalid",
                 "detail":"/steps/0/weight must be over 0; /bake must be a duration",
                 "errors":[{"pointer":"/steps/0/weight","what":"must be over 0"},
                           {"pointer":"/bake","what":"must be a duration"}]}
                """)).isEqualTo("""
                The request names something that can't be:
                  /steps/0/weight must be over 0
                  /bake must be a duration""");
    }

    @Test
    void who_is_not_known_is_told_where_tokens_go() {
        assertThat(text("{\"detail\":\"send a token\",\"code\":\"unauthenticated\"}"))
                .contains("SLUICE_TOKEN", "--token-file");
    }

    @Test
    void another_server_is_recognised() {
        assertThat(text("<html>404</html>")).contains("http://sluice.example", "not an answer of Sluice", "--server");
    }

    @Test
    void nothing_in_an_answer_steers_the_terminal() {
        assertThat(text("{\"detail\":\"a\\u001b[2Jb\\nc\"}")).isEqualTo("a [2Jb c");
    }

    @ParameterizedTest
    @CsvSource({"401,4", "403,4", "422,2", "400,2", "404,1", "409,1", "500,1", "503,1"})
    void a_status_is_an_exit_code(int status, int code) {
        assertThat(Exit.ofStatus(status).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "PROMOTED,0",
        "FAST_PROMOTED,0",
        "ROLLED_BACK,10",
        "EXPIRED,10",
        "ABORTED,11",
        "REJECTED,11",
        "CANCELLED,11",
        "SUPERSEDED,12",
        "SOMETHING_NEW,1"
    })
    void an_outcome_is_an_exit_code(String outcome, int code) {
        assertThat(Exit.ofOutcome(outcome).code()).isEqualTo(code);
    }
}
