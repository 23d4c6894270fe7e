package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files become documents; every flaw is told with its place. */
class DocumentsTest {

    private static List<Document> read(String text) {
        return Documents.read(List.of(new Sources.Source("shop.yaml", text)));
    }

    @Test
    void the_kind_is_not_part_of_the_body() {
        assertThat(read("{kind: Target, name: prod-eu, service: shop}")
                        .getFirst()
                        .body())
                .hasToString("{\"name\":\"prod-eu\",\"service\":\"shop\"}");
    }

    @Test
    void json_documents_follow_each_other_or_stand_in_a_list() {
        assertThat(read("{\"kind\":\"Service\",\"name\":\"a\"}\n{\"kind\":\"Service\",\"name\":\"b\"}"))
                .hasSize(2);
        assertThat(read("[{\"kind\":\"Service\",\"name\":\"a\"},{\"kind\":\"Service\",\"name\":\"b\"}]"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: shop}                                | kind is missing; known are Connection,",
                "{kind: Servise, name: shop}                 | kind Servise is not known; known are Connection,",
                "{kind: Service}                             | name is missing",
                "{kind: Target, name: prod-eu}               | service is missing; whose target is prod-eu?",
                "[1, 2]                                      | is not an object with a kind",
                "{\"kind\": \"Service\", \"name\": }         | is not JSON",
                "{kind: Service, name: shop                  | is not YAML",
            })
    void a_flaw_names_file_and_document(String text, String why) {
        assertThatExceptionOfType(Failed.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("shop.yaml, document 1 (line ")
                .withMessageContaining(why)
                .withMessageEndingWith("Nothing was applied.")
                .satisfies(failed -> assertThat(failed.exit()).isEqualTo(Exit.USAGE));
    }

    @Test
    void the_same_document_twice_is_a_flaw() {
        assertThatExceptionOfType(Failed.class)
                .isThrownBy(() -> read("{kind: Service, name: a}\n---\n{kind: Service, name: a}"))
                .withMessageContaining("document 2 (line 3): Service a stands in shop.yaml, document 1 (line 1) too");
    }
}
