package dev.sluice.engine.sim;

import dev.sluice.release.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Many seeds, on all cores, up to the first that fails. */
final class Campaign {

    private final long from;
    private final long seeds;
    private final Build build;
    private final LongConsumer progress;
    private final AtomicLong next = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();

    /**
     * A campaign.
     *
     * @param progress is told how many seeds are done, from any thread
     */
    Campaign(long from, long seeds, Build build, LongConsumer progress) {
        this.from = from;
        this.seeds = seeds;
        this.build = build;
        this.progress = progress;
    }

    /**
     * What came out.
     *
     * @param done seeds that were run
     * @param failed the failing run with the lowest seed, if any
     */
    record Result(long done, Duration simulated, Map<Outcome, Integer> ends, int parked, Optional<Trial> failed) {

        static final Result NONE = new Result(0, Duration.ZERO, Map.of(), 0, Optional.empty());

        Result plus(Result other) {
            Map<Outcome, Integer> sum = new EnumMap<>(Outcome.class);
            sum.putAll(ends);
            other.ends.forEach((outcome, many) -> sum.merge(outcome, many, Integer::sum));
            Optional<Trial> lower = failed.isPresent()
                            && other.failed
                                    .filter(trial -> trial.scenario().seed()
                                            < failed.get().scenario().seed())
                                    .isEmpty()
                    ? failed
                    : other.failed;
            return new Result(done + other.done, simulated.plus(other.simulated), sum, parked + other.parked, lower);
        }

        Result plus(Trial trial) {
            Optional<Trial> bad = trial.violation().map(_ -> trial);
            return plus(new Result(1, trial.simulated(), trial.ends(), trial.parked(), bad));
        }
    }

    Result run() throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<Result>> parts = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                parts.add(workers.submit(this::work));
            }
            Result all = Result.NONE;
            for (Future<Result> part : parts) {
                all = all.plus(part.get());
            }
            return all;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the simulation itself failed", broken.getCause());
        }
    }

    private Result work() {
        Result mine = Result.NONE;
        for (long i = next.getAndIncrement(); i < seeds && !stop.get(); i = next.getAndIncrement()) {
            Trial trial = Trial.of(Scenarios.of(from + i), build);
            mine = mine.plus(trial);
            progress.accept(i + 1);
            if (trial.violation().isPresent()) {
                stop.set(true);
            }
        }
        return mine;
    }
}
