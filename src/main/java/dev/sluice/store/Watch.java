package dev.sluice.store;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks after one piece of work on the database and cuts it off by interrupting its thread, which closes the connection
 * where the thread is a virtual one that reads from it.
 */
final class Watch {

    /** In ticks of {@link Availability}: to get a connection, 1 s. */
    private static final int TO_BEGIN = 10;

    /** Waits for other transactions included, 10 s. */
    private static final int TO_END = 100;

    private enum State {
        RUNNING,
        BEING_CUT_OFF,
        CUT_OFF,
        ENDED
    }

    private final Thread thread = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile boolean begun;
    private int ticks;

    void begin() {
        begun = true;
    }

    void tick(boolean away) {
        ticks++;
        if (away || ticks >= TO_END || (!begun && ticks >= TO_BEGIN)) {
            cutOff();
        }
    }

    void cutOff() {
        if (state.compareAndSet(State.RUNNING, State.BEING_CUT_OFF)) {
            thread.interrupt();
            state.set(State.CUT_OFF);
        }
    }

    /**
     * Called on the thread of the work; afterwards it is not interrupted any more.
     *
     * @return whether it was cut off
     */
    boolean end() {
        if (state.compareAndSet(State.RUNNING, State.ENDED)) {
            return false;
        }
        while (state.get() != State.CUT_OFF) {
            Thread.onSpinWait();
        }
        return Thread.interrupted();
    }
}
