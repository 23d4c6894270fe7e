package dev.sluice.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A computer with one process, which can die and stand still wherever it waits. */
final class Machine {

    private final String name;
    private final Timeline timeline;
    private final SplittableRandom dice;
    private final List<Act> armed = new ArrayList<>();
    private int incarnation;
    private boolean up;
    private Instant stillUntil = Instant.MIN;
    private Instant cutOffUntil = Instant.MIN;
    private Duration clockAhead = Duration.ZERO;
    private Duration reading = Duration.ZERO;
    private Runnable onDeath = () -> {};
    private Runnable onStart = () -> {};

    Machine(String name, Timeline timeline, SplittableRandom dice) {
        this.name = name;
        this.timeline = timeline;
        this.dice = dice;
    }

    /** The process is gone; whatever it was doing ends here. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Died() {
            super("died", null, false, false);
        }
    }

    /** What a process does when it starts, and what becomes of the rest when it dies. */
    void runs(Runnable start, Runnable death) {
        onStart = start;
        onDeath = death;
    }

    String name() {
        return name;
    }

    /** It has no way to the database until then. */
    void cutOffUntil(Instant end) {
        cutOffUntil = end;
    }

    boolean isCutOff() {
        return timeline.now().isBefore(cutOffUntil);
    }

    /** The process's name, another one for each start. */
    String node() {
        return name + incarnation;
    }

    boolean isUp() {
        return up;
    }

    boolean isStill() {
        return timeline.now().isBefore(stillUntil);
    }

    void start() {
        incarnation++;
        up = true;
        stillUntil = Instant.MIN;
        onStart.run();
    }

    void arm(Act fault) {
        armed.add(fault);
        trigger(Point.ANYWHERE);
    }

    void disarm() {
        armed.clear();
        cutOffUntil = Instant.MIN;
    }

    /** Somebody set its clock. */
    void stepClock(Duration by) {
        clockAhead = clockAhead.plus(by);
    }

    /** The database's clock as it was last heard, a few milliseconds off. */
    Instant databaseTime() {
        return timeline.now().plus(reading);
    }

    void hearClock() {
        reading = Duration.ofMillis(dice.nextInt(5) - 2L);
    }

    Instant ownTime() {
        return timeline.now().plus(clockAhead);
    }

    /** Does something later, if it is still the same process then. */
    void later(Duration delay, Runnable work) {
        int mine = incarnation;
        timeline.after(delay, () -> proceed(mine, work));
    }

    private void proceed(int mine, Runnable work) {
        if (mine != incarnation || !up) {
            return;
        }
        if (isStill()) {
            timeline.at(stillUntil, () -> proceed(mine, work));
            return;
        }
        try {
            work.run();
        } catch (Died gone) {
            return;
        }
    }

    /** Waits, and others go on. */
    void await(Duration howLong) {
        int mine = incarnation;
        timeline.runUntil(timeline.now().plus(howLong));
        goOn(mine);
    }

    /** Comes to a point at which it may die or stand still. */
    void comesTo(Point point) {
        int mine = incarnation;
        trigger(point);
        goOn(mine);
    }

    private void goOn(int mine) {
        while (mine == incarnation && up && isStill()) {
            timeline.runUntil(stillUntil);
        }
        if (mine != incarnation || !up) {
            throw new Died();
        }
    }

    private void trigger(Point point) {
        for (Act act : List.copyOf(armed)) {
            switch (act) {
                case Act.Crash crash
                when matches(crash.point(), point) -> {
                    armed.remove(crash);
                    die(crash.down());
                }
                case Act.Freeze freeze
                when matches(freeze.point(), point) && up -> {
                    armed.remove(freeze);
                    stillUntil = timeline.now().plus(freeze.still());
                }
                default -> {}
            }
        }
    }

    private static boolean matches(Point wanted, Point here) {
        return wanted == here;
    }

    private void die(Duration down) {
        if (up) {
            up = false;
            onDeath.run();
            timeline.after(down, this::start);
        }
    }
}
