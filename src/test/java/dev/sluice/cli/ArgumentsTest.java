package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that are right, and those that are not: exit code 2, and a sentence that names them. */
class ArgumentsTest {

    static List<String> verbs() {
        return Verbs.names();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_describes_itself_with_an_example(String verb) {
        Run help = Run.of(verb, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: sluice " + verb);
        assertThat(help.out()).contains("Example:").contains("sluice " + verb);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create shop                          | VERSION",
                "create shop 1.0 --timeout 5m         | --timeout goes with --wait",
                "create shop 1.0 --wait --timeout 5x  | '5x' is not a duration such as 90s",
                "create shop 1.0 --frobnicate         | --frobnicate",
                "extend r-01k9                        | --by",
                "list --limit many                    | 'many' is not an int",
                "list --server ftp://here             | --server or SLUICE_URL must be a URL",
                "list --server http://a:b@here        | --server or SLUICE_URL must be a URL",
                "list --token-file /nowhere/at/all    | --token-file /nowhere/at/all can't be read",
                "token                                | needs one of create, list, revoke",
                "conquer                              | there is no verb conquer",
                "aborrt shop                          | did you mean abort?",
                "why r-01k9 --environment prod        | --service and --environment go with latest or a service",
                "why shop --service shop              | --service goes with latest",
                "why shop/                            | which release?",
                "apply                                | --file",
                "apply -f /nowhere/at/all.yaml        | /nowhere/at/all.yaml is not there",
            })
    void what_is_wrong_is_named(String line, String named) {
        Run run = Run.of(line.split(" "));
        assertThat(run.code()).isEqualTo(Exit.USAGE.code());
        assertThat(run.err()).contains(named);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void with_json_what_is_wrong_is_one_object_on_standard_error() {
        Run misused = Run.of("create", "shop", "--json");
        assertThat(misused.code()).isEqualTo(Exit.USAGE.code());
        assertThat(misused.out()).isEmpty();
        JsonNode wrong = Json.parse(misused.err()).orElseThrow().path("error");
        assertThat(Json.text(wrong, "detail")).contains("VERSION", "sluice create --help");
        assertThat(wrong.path("exitCode").asInt()).isEqualTo(Exit.USAGE.code());

        Run away = Run.of("list", "--json", "--server", "http://127.0.0.1:1");
        assertThat(away.out()).isEmpty();
        assertThat(away.err()).hasLineCount(1);
        assertThat(Json.text(Json.parse(away.err()).orElseThrow(), "error", "detail"))
                .startsWith("no Sluice answers at http://127.0.0.1:1 ");
    }

    @Test
    void a_word_alone_or_help_lists_the_verbs() {
        assertThat(Run.of("--help").out()).contains("create", "watch", "promote");
        assertThat(Run.of().out()).isEqualTo(Run.of("help").out());
    }

    @Test
    void a_completion_script_knows_the_verbs() {
        assertThat(Run.of("completion").out())
                .contains("complete -F _complete_sluice", "--comment", "_picocli_sluice_freeze_now")
                .contains(Verbs.names());
    }

    @Test
    void a_server_that_is_not_there_is_one_sentence_that_says_what_to_do() {
        Run run = Run.of("list", "--server", "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(Exit.ERROR.code());
        assertThat(run.err())
                .startsWith("sluice: no Sluice answers at http://127.0.0.1:1 ")
                .contains("--server", "SLUICE_URL")
                .hasLineCount(1);
    }
}
