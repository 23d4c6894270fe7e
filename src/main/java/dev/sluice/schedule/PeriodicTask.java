package dev.sluice.schedule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does a piece of work again and again, earlier when it is nudged. Work that fails is logged and done again. */
public final class PeriodicTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    /** All of this process that were started and not closed. */
    private static final Set<PeriodicTask> OPEN = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Supplier<Duration> pause;
    private final Runnable work;
    private final BlockingQueue<Boolean> nudges = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private volatile OptionalLong turnSince = OptionalLong.empty();
    private volatile boolean closed;

    private PeriodicTask(String name, Supplier<Duration> pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts at once; between two turns as long as {@code pause} says. */
    public static PeriodicTask start(String name, Supplier<Duration> pause, Runnable work) {
        PeriodicTask task = new PeriodicTask(name, pause, work);
        OPEN.add(task);
        task.thread.start();
        return task;
    }

    /**
     * The names of those of this process that do nothing any more: their turn has lasted longer than the limit, or an
     * error has ended their thread.
     */
    public static List<String> stuck(Duration limit) {
        return OPEN.stream()
                .filter(task -> task.isStuck(limit))
                .map(task -> task.name)
                .sorted()
                .toList();
    }

    private boolean isStuck(Duration limit) {
        OptionalLong since = turnSince;
        boolean isLong = since.isPresent() && System.nanoTime() - since.getAsLong() > limit.toNanos();
        return !closed && (isLong || thread.getState() == Thread.State.TERMINATED);
    }

    /** The next turn comes now. */
    public void nudge() {
        nudges.offer(true);
    }

    @Override
    public void close() {
        closed = true;
        OPEN.remove(this);
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            turnSince = OptionalLong.of(System.nanoTime());
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("%s: tried again after: %s", name, e.getMessage());
                }
            }
            turnSince = OptionalLong.empty();
            try {
                nudges.poll(pause.get().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }
}
