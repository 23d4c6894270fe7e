package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Act.Quality;
import dev.sluice.engine.sim.Act.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws times in which the database is away, from everybody or from one process, just when people have a lot to say. */
final class Emergencies {

    private static final List<Word> WORDS = List.of(
            Word.ABORT,
            Word.ABORT,
            Word.ABORT,
            Word.APPROVE,
            Word.APPROVE,
            Word.REJECT,
            Word.PAUSE,
            Word.RESUME,
            Word.ADVANCE,
            Word.PROMOTE,
            Word.RETRY,
            Word.UNDO);

    private static final List<Quality> QUALITIES = List.of(Quality.GOOD, Quality.BAD, Quality.DOUBTFUL);

    private static final List<Point> POINTS = List.of(
            Point.ANYWHERE,
            Point.BEFORE_RECORD,
            Point.FEED,
            Point.COMMAND,
            Point.STOPPED,
            Point.UNFORCED,
            Point.FORCED,
            Point.REPLAY);

    private final SplittableRandom dice;
    private final Duration span;
    private final List<Act> acts = new ArrayList<>();

    Emergencies(long seed, Duration span) {
        this.dice = new SplittableRandom(seed);
        this.span = span;
    }

    /** In every second run. */
    List<Act> acts(int machines, int lanes) {
        int many = dice.nextBoolean() ? 1 + dice.nextInt(3) : 0;
        for (int i = 0; i < many; i++) {
            emergency(machines, lanes);
        }
        return acts;
    }

    private void emergency(int machines, int lanes) {
        long lasts = dice.nextLong(2_000, 30_000);
        long from = dice.nextLong(5_000, span.toMillis() - lasts);
        int machine = dice.nextInt(machines);
        acts.add(
                dice.nextBoolean()
                        ? new Act.Outage(millis(from), millis(lasts))
                        : new Act.CutOff(millis(from), machine, millis(lasts)));
        for (int i = dice.nextInt(7); i >= 0; i--) {
            acts.add(word(during(from, lasts), dice.nextInt(lanes)));
        }
        if (dice.nextInt(3) == 0) {
            Quality quality = QUALITIES.get(dice.nextInt(QUALITIES.size()));
            acts.add(new Act.Deliver(
                    during(from, lasts), dice.nextInt(lanes), quality, dice.nextLong(), person(), Duration.ZERO));
        }
        if (dice.nextInt(3) > 0) {
            acts.add(new Act.Crash(
                    during(from, lasts + 2_000), dice.nextInt(machines), point(), millis(dice.nextLong(15_000))));
        }
        if (dice.nextInt(4) == 0) {
            acts.add(new Act.Freeze(
                    during(from, lasts + 2_000),
                    dice.nextInt(machines),
                    point(),
                    millis(dice.nextLong(5_000, 40_000))));
        }
        if (dice.nextInt(6) == 0) {
            acts.add(new Act.Full(during(from, lasts), machine, millis(dice.nextLong(10_000))));
        }
    }

    private Act word(Duration at, int lane) {
        Word word = WORDS.get(dice.nextInt(WORDS.size()));
        return new Act.Say(at, lane, word, person(), dice.nextInt(4) == 0 ? 2 : 1, millis(dice.nextLong(500)));
    }

    private Duration during(long from, long lasts) {
        return millis(Math.min(from + dice.nextLong(lasts), span.toMillis() - 1));
    }

    private Point point() {
        return POINTS.get(dice.nextInt(POINTS.size()));
    }

    private String person() {
        return Scenarios.PEOPLE.get(dice.nextInt(Scenarios.PEOPLE.size()));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
