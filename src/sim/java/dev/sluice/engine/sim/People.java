package dev.sluice.engine.sim;

import dev.sluice.release.ReleaseId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** People and CI jobs that ask, and ask again under the same key until they are answered. */
final class People {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int TRIES = 10;

    private final World world;
    private final SplittableRandom dice;
    private final Set<String> answered = new HashSet<>();
    private int keys;

    People(World world, SplittableRandom dice) {
        this.world = world;
        this.dice = dice;
    }

    /**
     * Asks.
     *
     * @param copies how often at the same time
     * @param late after which delay
     */
    void ask(String person, Deed deed, int copies, Duration late) {
        String key = "k" + keys++;
        world.timeline().after(late, () -> {
            world.note(asked(key, person, deed));
            for (int i = 0; i < copies; i++) {
                send(key, person, deed, TRIES);
            }
        });
    }

    private Fact.Asked asked(String key, String person, Deed deed) {
        return switch (deed) {
            case Deed.Tell tell ->
                new Fact.Asked(
                        world.timeline().now(),
                        key,
                        person,
                        text(deed, person),
                        Optional.of(tell.release()),
                        tell.command() instanceof dev.sluice.release.Command.Decide decide ? decide.step() : -1);
            case Deed.Create _, Deed.Retry _, Deed.Undo _ ->
                new Fact.Asked(world.timeline().now(), key, person, text(deed, person), Optional.empty(), -1);
        };
    }

    private static String text(Deed deed, String person) {
        return Deed.text(deed.intent(new ReleaseId("r-" + "0".repeat(26)), person));
    }

    private void send(String key, String person, Deed deed, int tries) {
        if (answered.contains(key) || tries == 0) {
            return;
        }
        List<Sluice> there = world.sluices().stream()
                .filter(sluice -> sluice.machine().isUp() && !sluice.machine().isStill())
                .toList();
        if (!there.isEmpty()) {
            Sluice one = there.get(dice.nextInt(there.size()));
            one.machine().later(Duration.ofMillis(1L + dice.nextInt(40)), () -> one.serve(key, person, deed));
        }
        world.timeline().after(PATIENCE.plusMillis(dice.nextInt(500)), () -> send(key, person, deed, tries - 1));
    }

    /** An answer is on its way, and may be lost. */
    void answered(Fact.Answered answer) {
        if (dice.nextInt(20) == 0) {
            return;
        }
        world.timeline().after(Duration.ofMillis(1L + dice.nextInt(20)), () -> {
            if (answered.add(answer.key())) {
                world.note(new Fact.Answered(
                        world.timeline().now(),
                        answer.key(),
                        answer.accepted(),
                        answer.what(),
                        answer.release(),
                        answer.kept()));
            }
        });
    }
}
