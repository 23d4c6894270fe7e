package dev.sluice.engine.sim;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The way of one process to the database: takes time, and may break before or after the work is done. */
final class Link {

    private final World world;
    private final Machine machine;
    private final SplittableRandom dice;

    Link(World world, Machine machine, SplittableRandom dice) {
        this.world = world;
        this.machine = machine;
        this.dice = dice;
    }

    /** The database doesn't answer; whether it did the work is not known. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable() {
            super("the database doesn't answer", null, false, false);
        }
    }

    /** Runs a transaction. */
    <T> T in(Supplier<T> transaction) {
        return in(Point.ANYWHERE, transaction);
    }

    /** Runs a transaction, after whose commit and before whose answer the process may die. */
    <T> T in(Point point, Supplier<T> transaction) {
        machine.await(latency());
        demandDatabase();
        T answer = transaction.get();
        if (point != Point.ANYWHERE) {
            machine.comesTo(point);
        }
        machine.await(latency());
        if (world.databaseIsAwayFrom(machine)) {
            throw new Unreachable();
        }
        return answer;
    }

    private void demandDatabase() {
        if (world.databaseIsAwayFrom(machine)) {
            machine.await(Duration.ofSeconds(1));
            throw new Unreachable();
        }
    }

    private Duration latency() {
        int micros = dice.nextInt(50) == 0 ? dice.nextInt(200_000) : 200 + dice.nextInt(2_000);
        return Duration.ofNanos(micros * 1000L);
    }
}
