package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Sample;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A connection to Prometheus")
class PrometheusConnectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://prometheus/",
                "file:///etc/passwd",
                "prometheus:9090",
                "/api",
                "http://my_host/",
                "http://me:secret@prometheus/",
                "http://prometheus/?token=secret",
                "http://prometheus/#part"
            })
    void is_refused_unless_it_is_a_plain_web_address(String url) {
        assertThatThrownBy(() -> PrometheusConnection.to(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://2852039166/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "http://0.0.0.0:9090/"
            })
    void never_asks_an_address_that_gives_out_credentials(String url) {
        try (PrometheusSource source = new PrometheusSource(PrometheusConnection.to(URI.create(url)))) {
            Sample sample = source.read(
                            Subjects.first(), new Metric.Query("any", "1"), Instant.EPOCH, Instant.EPOCH.plusSeconds(1))
                    .candidate();
            assertThat(sample)
                    .isInstanceOfSatisfying(
                            Sample.Failed.class,
                            failed -> assertThat(failed.reason()).contains("never asked"));
        }
    }

    @Test
    void settles_a_second_after_a_scrape() {
        PrometheusConnection connection = PrometheusConnection.to(URI.create("https://prometheus.example/prefix"));
        assertThat(connection.settles()).isEqualTo(Duration.ofSeconds(16));
        assertThat(connection.scrapedEvery(Duration.ofSeconds(5)).settles()).isEqualTo(Duration.ofSeconds(6));
    }
}
