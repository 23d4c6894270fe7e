package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A prefix that no request's path can begin with is refused. */
class PathPrefixTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/shop", "/shop/", "/shop//x", "/caf%C3%A9", "/a;v=1", "/~anna/a.b/..c", "/a:b@c!$&'()+,=_-"
            })
    void paths_that_clients_send_are_taken(String prefix) {
        assertThat(PathPrefix.problem(prefix)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "shop|must begin with a slash",
                "http://shop.example/|must begin with a slash",
                " /shop|must begin with a slash",
                "/shop?x=1|without query and fragment",
                "/shop#top|without query and fragment",
                "/shop/*|leave the * out",
                "/shop/../admin|no . or ..",
                "/./shop|no . or ..",
                "/café|percent-encoded",
                "/my shop|percent-encoded",
                "/a\\b|percent-encoded",
                "/{id}|percent-encoded",
                "/100%|percent-encoded",
                "/%zz|percent-encoded"
            })
    void others_are_refused_with_what_to_write(String prefix, String what) {
        assertThat(PathPrefix.problem(prefix).orElse("")).contains(what);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 100_000})
    void none_is_longer_than_requests_are(int length) {
        assertThat(PathPrefix.problem("/" + "a".repeat(length - 1)).orElse("")).contains("at most 512");
    }
}
