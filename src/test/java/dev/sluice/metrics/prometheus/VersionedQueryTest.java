package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("$version in a query")
class VersionedQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "m{v=\"$version\"} ; 1.0 ; m{v=\"1.0\"}",
                "m{v=\"$version\",a=\"$version\"} ; 1.0 ; m{v=\"1.0\",a=\"1.0\"}",
                "m{v=~\"$version\"} ; 1.0 ; m{v=~\"1\\\\.0\"}",
                "m{v !~ \"x|$version-.*\"} ; 1+2 ; m{v !~ \"x|1\\\\+2-.*\"}",
                "m{v='$version'} ; it's ; m{v='it\\x27s'}",
                "m{v=\"$version\"} ; a\"} or b{\" ; m{v=\"a\\\"} or b{\\\"\"}",
                "m{v=\"$version\"} ; a\\b ; m{v=\"a\\\\b\"}",
                "m{q=\"\\\"\",v=\"$version\"} ; 1.0 ; m{q=\"\\\"\",v=\"1.0\"}",
                "m{q=`\\`,v=\"$version\"} ; 1.0 ; m{q=`\\`,v=\"1.0\"}",
                "m{q=~\".*\"} ; 1.0 ; m{q=~\".*\"}",
            })
    void is_the_label_and_nothing_but_the_label(String query, String label, String rendered) throws Exception {
        assertThat(new VersionedQuery(query).of(label)).isEqualTo(rendered);
    }

    @Test
    void is_refused_outside_of_quotes() {
        assertThatThrownBy(() -> new VersionedQuery("m_$version{}").of("1.0")).hasMessageContaining("quotes");
    }

    @Test
    void is_refused_in_raw_strings_where_nothing_can_be_escaped() {
        assertThatThrownBy(() -> new VersionedQuery("m{v=`$version`}").of("1.0"))
                .hasMessageContaining("quotes");
    }
}
