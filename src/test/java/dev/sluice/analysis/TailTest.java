package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Gate.OnFail;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A latency gate")
class TailTest {

    private final Scene scene =
            new Scene(Scene.gate("latency", new Gate.Test.Tail(1, Scene.NONE, Scene.SAFE, true), 1, OnFail.ROLL_BACK));

    private static Sample latencies(long n, long under100, long under300, long under1000) {
        return new Sample.Histogram(n, new TreeMap<>(Map.of(.1, under100, .3, under300, 1., under1000)));
    }

    private void window(Sample candidate) {
        scene.window(Map.of("latency", new Pair(candidate, latencies(1900, 950, 1710, 1881))));
    }

    @Test
    void finds_a_slower_tail_and_names_the_bound() {
        scene.run = scene.run.withHistory("eu", "latency", new History(latencies(20000, 10000, 18000, 19800), 1, 0));
        for (int i = 0; i < 5; i++) {
            window(latencies(100, 50, 70, 99));
        }
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(scene.judge().sentence()).startsWith("latency over 300 ms 30 % vs 10 %, at least ");
    }

    @Test
    void without_history_chooses_its_bounds_from_the_first_window_and_bets_from_the_second() {
        window(latencies(100, 0, 0, 0));
        assertThat(scene.run.logE("latency")).isZero();
        window(latencies(100, 0, 0, 0));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_bucket_that_is_not_there_is_no_data() {
        scene.run = scene.run.withHistory("eu", "latency", new History(latencies(20000, 10000, 18000, 19800), 1, 0));
        window(new Sample.Histogram(100, new TreeMap<>(Map.of(.1, 50L))));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(scene.judge().sentence()).contains("candidate has no bucket of 0.3 s");
    }
}
