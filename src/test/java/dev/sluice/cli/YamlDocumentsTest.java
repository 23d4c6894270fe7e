package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML is split and read as JSON; what is more than JSON, or too much, is refused with its place. */
class YamlDocumentsTest {

    @Test
    void documents_are_split_and_know_their_place() throws Unreadable {
        List<RawDocument> documents = YamlDocuments.read("""
                # the shop
                kind: Service
                name: shop
                ---
                ---
                kind: Environment
                name: prod
                """);
        assertThat(documents).extracting(RawDocument::number).containsExactly(1, 3);
        assertThat(documents).extracting(RawDocument::line).containsExactly(2, 6);
        assertThat(documents.getLast().content()).hasToString("{\"kind\":\"Environment\",\"name\":\"prod\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.25     | 1.25",
                "5        | 5",
                "true     | true",
                "~        | null",
                "yes      | \"yes\"",
                "010      | \"010\"",
                "12:30:00 | \"12:30:00\"",
                "1e3      | \"1e3\"",
                "2m       | \"2m\"",
                "'\"5\"'  | \"5\"",
            })
    void scalars_are_what_json_would_call_them(String yaml, String json) throws Unreadable {
        assertThat(YamlDocuments.read("a: " + yaml).getFirst().content()).hasToString("{\"a\":" + json + "}");
    }

    @Test
    void an_alias_repeats_what_it_names() throws Unreadable {
        assertThat(YamlDocuments.read("a: &x [1, 2]\nb: *x").getFirst().content())
                .hasToString("{\"a\":[1,2],\"b\":[1,2]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: !!javax.script.ScriptEngineManager [x] | document 1 (line 1): is not YAML: Global tag is not allowed",
                "a: !secret x                              | document 1 (line 1): has !secret",
                "a: 1\\na: 2                               | document 1 (line 2): has a twice",
                "a: {<<: {b: 1}}                           | a key that is not a plain word",
                "a: 1\\n---\\nb: [                         | document 2 (line 3): is not YAML",
                "a: &x [*x]                                | is too large",
            })
    void more_than_json_is_refused(String yaml, String why) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> YamlDocuments.read(yaml.replace("\\n", "\n")))
                .withMessageContaining(why);
    }

    @Test
    void a_bomb_of_aliases_does_not_go_off() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", java.util.Collections.nCopies(9, before))));
        }
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> YamlDocuments.read(bomb.toString()));
    }

    @Test
    void depth_has_an_end() {
        String deep = "a: " + "[".repeat(2_000) + "]".repeat(2_000);
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> YamlDocuments.read(deep));
    }
}
