package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.counts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.analysis.Gate.OnFail;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that was stored and read back")
class StoredTest {

    private final ObjectMapper plain = new ObjectMapper();

    @Test
    void is_the_same_and_goes_on_the_same() throws JsonProcessingException {
        Gate latency =
                Scene.gate("latency", new Gate.Test.Tail(1.2, Scene.NONE, Scene.SAFE, true), .3, OnFail.ROLL_BACK);
        Gate cpu = Scene.gate("cpu", new Gate.Test.Paired(0, false), .2, OnFail.HOLD);
        Scene scene =
                new Scene(Scene.errors(.5, OnFail.ROLL_BACK), latency, cpu, Scene.condition("result < 1", "", 0, 0, 0));
        Map<String, Pair> samples = Map.of(
                "errors",
                counts(100, 1, 1900, 10),
                "latency",
                new Pair(histogram(100), histogram(1900)),
                "cpu",
                new Pair(new Sample.Value(.51), new Sample.Value(.5)),
                "budget",
                Scene.value(.2));
        scene.history(20000, 100).window(samples).window(samples);

        AnalysisRun read = plain.readValue(plain.writeValueAsString(scene.run), AnalysisRun.class);

        assertThat(read).isEqualTo(scene.run);
        assertThat(scene.window(samples).run)
                .isEqualTo(read.observe(
                        new Look("eu", 0, 1, true, true, scene.now.minus(Scene.WINDOW), scene.now, samples)));
        assertThat(scene.judge().gates()).hasSize(4);
    }

    private static Sample histogram(long n) {
        return new Sample.Histogram(
                n, new TreeMap<>(Map.of(.1, n / 2, .2, n * 8 / 10, .4, n * 9 / 10, 1., n * 99 / 100)));
    }

    @Test
    void holds_no_more_than_a_few_kilobytes_after_a_long_rollout() throws JsonProcessingException {
        Scene scene = new Scene(Scene.errors()).history(20000, 100);
        for (int i = 0; i < 5000; i++) {
            scene.window(counts(20 + i % 50, i % 2, 1900, 10));
        }
        assertThat(plain.writeValueAsBytes(scene.run)).hasSizeLessThan(20_000);
    }
}
