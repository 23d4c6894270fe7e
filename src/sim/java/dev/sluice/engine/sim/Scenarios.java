package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Act.Quality;
import dev.sluice.engine.sim.Act.Word;
import dev.sluice.engine.sim.Scenario.Lane;
import dev.sluice.release.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a scenario from a seed. */
final class Scenarios {

    static final List<String> PEOPLE = List.of("ann", "bob", "cy", "dan");

    private static final Duration SPAN = Duration.ofMinutes(4);
    private static final List<String> PLACES = List.of("eu", "us", "ap");
    private static final List<Word> WORDS = List.of(
            Word.APPROVE,
            Word.APPROVE,
            Word.APPROVE,
            Word.APPROVE,
            Word.APPROVE,
            Word.APPROVE,
            Word.PAUSE,
            Word.RESUME,
            Word.RESUME,
            Word.ADVANCE,
            Word.ADVANCE,
            Word.PROMOTE,
            Word.ABORT,
            Word.REJECT,
            Word.RETRY,
            Word.RETRY,
            Word.UNDO,
            Word.UNDO,
            Word.EXTEND);

    /** Freezes have dice of their own, so that a seed draws everything else as it did before there were any. */
    private static final long FREEZES = 0xf4ee2eL;

    /** So have emergencies. */
    private static final long EMERGENCIES = 0xe3e46L;

    /** So have strangers. */
    private static final long STRANGERS = 0x57a6eL;

    private static final List<Point> OF_TURNS = List.copyOf(EnumSet.range(Point.ANYWHERE, Point.SEND));

    private final SplittableRandom dice;
    private final SplittableRandom freezeDice;
    private final List<Act> acts = new ArrayList<>();

    private Scenarios(long seed) {
        this.dice = new SplittableRandom(seed);
        this.freezeDice = new SplittableRandom(seed ^ FREEZES);
    }

    static Scenario of(long seed) {
        return new Scenarios(seed).scenario(seed);
    }

    private Scenario scenario(long seed) {
        int machines = 1 + dice.nextInt(3);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i <= dice.nextInt(2); i++) {
            lanes.add(lane("s" + i));
        }
        for (int i = 0; i < lanes.size(); i++) {
            deliveries(i);
            words(i);
            misfortunes(i, lanes.get(i));
        }
        misfortunes(machines);
        freezes(lanes.size());
        acts.addAll(new Emergencies(seed ^ EMERGENCIES, SPAN).acts(machines, lanes.size()));
        acts.addAll(new Strangers(seed ^ STRANGERS, SPAN).acts(lanes.size()));
        acts.sort(Comparator.comparing(Act::at));
        return new Scenario(seed, machines, List.copyOf(lanes), List.copyOf(acts), SPAN);
    }

    private Lane lane(String service) {
        List<TargetId> targets = new ArrayList<>();
        for (int i = 0; i <= dice.nextInt(3); i++) {
            targets.add(new TargetId(service, PLACES.get(i)));
        }
        return new Lane(service, List.copyOf(targets), dice.nextInt(5) == 0, 20 + dice.nextInt(200));
    }

    private void deliveries(int lane) {
        for (int i = 0; i <= dice.nextInt(3); i++) {
            Quality quality = one(Quality.values());
            Duration at = i == 0 ? Duration.ofMillis(dice.nextInt(5_000)) : sometime();
            Duration healthyAfter = dice.nextInt(4) == 0 ? seconds(1, 60) : Duration.ZERO;
            acts.add(new Act.Deliver(at, lane, quality, dice.nextLong(), person(), healthyAfter));
        }
    }

    private void words(int lane) {
        int many = dice.nextInt(5) == 0 ? 0 : dice.nextInt(14);
        for (int i = 0; i < many; i++) {
            Word word = WORDS.get(dice.nextInt(WORDS.size()));
            int copies = dice.nextInt(4) == 0 ? 2 : 1;
            Duration late = dice.nextInt(4) == 0 ? seconds(0, 20) : Duration.ofMillis(dice.nextInt(500));
            acts.add(new Act.Say(sometime(), lane, word, person(), copies, late));
        }
    }

    private void misfortunes(int index, Lane lane) {
        for (int i = dice.nextInt(3); i > 0; i--) {
            Act.Blindness how = one(Act.Blindness.values());
            acts.add(new Act.Blind(sometime(), index, how, seconds(3, 60)));
        }
        if (dice.nextInt(6) == 0) {
            acts.add(new Act.Sick(sometime(), index, seconds(5, 60)));
        }
        if (dice.nextInt(5) == 0) {
            int target = dice.nextInt(lane.targets().size());
            for (int i = 0; i <= dice.nextInt(6); i++) {
                acts.add(new Act.Meddle(sometime(), dice.nextInt(3), index, target, 100 * dice.nextInt(101)));
            }
        }
    }

    private void misfortunes(int machines) {
        int many = dice.nextInt(5) == 0 ? 0 : dice.nextInt(12);
        for (int i = 0; i < many; i++) {
            int machine = dice.nextInt(machines);
            Point point = OF_TURNS.get(dice.nextInt(OF_TURNS.size()));
            acts.add(
                    switch (dice.nextInt(8)) {
                        case 0, 1 -> new Act.Crash(sometime(), machine, point, seconds(0, 30));
                        case 2, 3 -> new Act.Freeze(sometime(), machine, point, seconds(5, 60));
                        case 4 -> new Act.Outage(sometime(), seconds(0, 25));
                        case 5 ->
                            new Act.ClockStep(
                                    sometime(), machine, seconds(1, 600).minusSeconds(300));
                        case 6 -> new Act.Slow(sometime(), machine, seconds(5, 60));
                        default -> new Act.Deaf(sometime(), machine, seconds(5, 60));
                    });
        }
    }

    /** In every third run; all are over when everything becomes quiet. */
    private void freezes(int lanes) {
        int many = freezeDice.nextInt(3) == 0 ? 1 + freezeDice.nextInt(3) : 0;
        for (int i = 0; i < many; i++) {
            int number = freezeDice.nextInt(2);
            long at = freezeDice.nextLong(SPAN.toMillis());
            long ahead = freezeDice.nextBoolean() ? 0 : freezeDice.nextLong(20_000);
            long lasts = Math.min(freezeDice.nextLong(5_000, 120_000), SPAN.toMillis() - at - ahead);
            if (lasts > 0) {
                int lane = freezeDice.nextInt(lanes + 1) - 1;
                acts.add(new Act.Announce(millis(at), number, lane, millis(ahead), millis(lasts)));
            }
            if (freezeDice.nextInt(3) == 0) {
                acts.add(new Act.Thaw(millis(freezeDice.nextLong(at, SPAN.toMillis())), number));
            }
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private Duration sometime() {
        return Duration.ofMillis(dice.nextLong(SPAN.toMillis()));
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(dice.nextInt(least * 1000, most * 1000));
    }

    private <T> T one(T[] of) {
        return of[dice.nextInt(of.length)];
    }

    private String person() {
        return PEOPLE.get(dice.nextInt(PEOPLE.size()));
    }
}
