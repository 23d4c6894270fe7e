package dev.sluice.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Measurements beside each other. */
final class Lanes {

    /** Of shopping before the first comparison, so that there is a history. */
    private static final Duration HISTORY = Duration.ofSeconds(15);

    private Lanes() {}

    /** Runs all at once and waits for all; the first that failed is told. */
    static void run(List<Runnable> lanes) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            lanes.forEach(lane -> running.add(threads.submit(lane)));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** Runs all at once; what they give, in their order. */
    static <T> List<T> all(List<Supplier<List<T>>> lanes) {
        List<List<T>> found = new ArrayList<>(Collections.nCopies(lanes.size(), List.of()));
        List<Runnable> running = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            int place = i;
            running.add(() -> found.set(place, lanes.get(place).get()));
        }
        run(running);
        return found.stream().flatMap(List::stream).toList();
    }

    static void history() {
        LockSupport.parkNanos(HISTORY.toNanos());
    }
}
