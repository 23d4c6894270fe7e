package dev.sluice.engine.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws what people do who follow no plan: they ask for a version twice, quarantine by hand, replace instances under a
 * release, undo at the wrong moment; and instances that go away.
 */
final class Strangers {

    private static final int KINDS = 9;

    private final SplittableRandom dice;
    private final Duration span;
    private final List<Act> acts = new ArrayList<>();

    Strangers(long seed, Duration span) {
        this.dice = new SplittableRandom(seed);
        this.span = span;
    }

    /** In every second run. */
    List<Act> acts(int lanes) {
        int many = dice.nextBoolean() ? 1 + dice.nextInt(8) : 0;
        for (int i = 0; i < many; i++) {
            acts.add(act(sometime(), dice.nextInt(lanes)));
        }
        return acts;
    }

    private Act act(Duration at, int lane) {
        return switch (dice.nextInt(KINDS)) {
            case 0, 1 -> new Act.Twin(at, lane, dice.nextLong(), person());
            case 2 -> new Act.Quarantine(at, lane);
            case 3 -> new Act.Fall(at, lane, dice.nextBoolean(), Duration.ofMillis(dice.nextLong(2_000, 60_000)));
            case 4 -> new Act.Replace(at, lane, dice.nextInt(3), person());
            case 5 -> new Act.Break(at, lane, Duration.ofMillis(dice.nextLong(2_000, 60_000)));
            default -> new Act.UndoLast(at, lane, person());
        };
    }

    private Duration sometime() {
        return Duration.ofMillis(dice.nextLong(span.toMillis()));
    }

    private String person() {
        return Scenarios.PEOPLE.get(dice.nextInt(Scenarios.PEOPLE.size()));
    }
}
