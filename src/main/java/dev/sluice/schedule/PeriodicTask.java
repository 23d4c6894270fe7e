package dev.sluice.schedule;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does a piece of work again and again, earlier when it is nudged. Work that fails is logged and done again. */
public final class PeriodicTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private final String name;
    private final Supplier<Duration> pause;
    private final Runnable work;
    private final BlockingQueue<Boolean> nudges = new ArrayBlockingQueue<>(1);
    private final Thread thread;
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
        task.thread.start();
        return task;
    }

    /** The next turn comes now. */
    public void nudge() {
        nudges.offer(true);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("%s: tried again after: %s", name, e.getMessage());
                }
            }
            try {
                nudges.poll(pause.get().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }
}
