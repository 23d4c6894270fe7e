package dev.sluice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crash.Runner.Killed;
import dev.sluice.crash.Runner.Undisturbed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crash matrix: every scenario, killed at every place that it comes to, on a real PostgreSQL, and compared with the
 * run that nobody killed. {@code -Dcrash.scenarios=WALK,UNDO} runs these only.
 */
@DisplayName("A process that is killed at any place")
class CrashMatrixIT {

    private static final int LANES = 2;
    private static final int LEAST_CELLS = 200;
    private static final String ONLY = System.getProperty("crash.scenarios", "");

    @TempDir
    Path directory;

    @Test
    void ends_like_one_that_was_not_killed() throws Exception {
        Instant began = Instant.now();
        Map<Scenario, Undisturbed> undisturbed = new ConcurrentHashMap<>();
        Queue<Killed> killed = new ConcurrentLinkedQueue<>();
        FastStart fast = new FastStart(directory);
        try (Upstreams upstreams = new Upstreams();
                Runner first = rehearsed(new Runner(fast, directory.resolve("0"), upstreams));
                Runner second = new Runner(fast, directory.resolve("1"), upstreams)) {
            List<Runner> lanes = List.of(first, second);
            beside(lanes, scenarios(), (lane, scenario) -> undisturbed.put(scenario, lane.undisturbed(scenario)));
            List<Cell> cells = scenarios().stream()
                    .flatMap(scenario ->
                            Cell.of(scenario, undisturbed.get(scenario).passed()).stream())
                    .toList();
            beside(
                    lanes,
                    cells,
                    (lane, cell) -> killed.add(
                            lane.killed(cell, undisturbed.get(cell.scenario()).end())));
        }
        List<Killed> violated =
                killed.stream().filter(each -> !each.violations().isEmpty()).toList();
        long cells = killed.stream().filter(Killed::died).count();
        System.out.printf(
                "{\"test\":\"crash matrix\",\"cells\":%d,\"notReached\":%d,\"seconds\":%d,\"violations\":%d}%n",
                cells,
                killed.size() - cells,
                Duration.between(began, Instant.now()).toSeconds(),
                violated.size());

        assertThat(violated).isEmpty();
        assertThat(cells).isGreaterThanOrEqualTo(ONLY.isEmpty() ? LEAST_CELLS : 1);
    }

    private static Runner rehearsed(Runner runner) {
        runner.rehearse();
        return runner;
    }

    private static List<Scenario> scenarios() {
        return ONLY.isEmpty()
                ? List.of(Scenario.values())
                : Arrays.stream(ONLY.split(",")).map(Scenario::valueOf).toList();
    }

    /** Each lane takes the next one as soon as it is free. */
    private static <T> void beside(List<Runner> lanes, List<T> all, BiConsumer<Runner, T> work) throws Exception {
        Queue<T> waiting = new ConcurrentLinkedQueue<>(all);
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> running = lanes.stream()
                    .<Future<?>>map(lane -> threads.submit(() -> {
                        for (T next = waiting.poll(); next != null; next = waiting.poll()) {
                            work.accept(lane, next);
                        }
                    }))
                    .toList();
            for (Future<?> lane : running) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
