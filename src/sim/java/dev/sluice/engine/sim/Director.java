package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Scenario.Lane;
import dev.sluice.release.Command;
import dev.sluice.release.Freeze;
import dev.sluice.release.OpenApproval;
import dev.sluice.release.Release;
import dev.sluice.release.Schedule;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the acts of a scenario happen. */
final class Director {

    private final World world;
    private int versions;

    Director(World world) {
        this.world = world;
    }

    void perform(Act act) {
        Instant now = world.timeline().now();
        switch (act) {
            case Act.Deliver deliver -> deliver(deliver);
            case Act.Say say -> say(say);
            case Act.Crash crash -> arm(crash, crash.machine());
            case Act.Freeze freeze -> arm(freeze, freeze.machine());
            case Act.Announce announce -> announce(announce, now);
            case Act.Thaw thaw -> world.database().removeFreeze("f" + thaw.number());
            case Act.Outage outage -> {
                harm(act);
                world.note(new Fact.Outage(now, now.plus(outage.lasts())));
                world.takeDatabaseAway(now.plus(outage.lasts()));
            }
            case Act.CutOff cut -> {
                harm(act);
                world.cutOff(sluice(cut.machine()), now.plus(cut.lasts()));
            }
            case Act.Full full -> sluice(full.machine()).disk().fullUntil(now.plus(full.lasts()));
            case Act.ClockStep step -> {
                harm(act);
                sluice(step.machine()).machine().stepClock(step.by());
            }
            case Act.Meddle meddle -> {
                Lane lane = world.scenario().lanes().get(meddle.lane());
                sluice(meddle.machine())
                        .router()
                        .meddle(lane.targets().get(meddle.target()), new Weight(meddle.basisPoints()));
            }
            case Act.Slow slow -> sluice(slow.machine()).router().slowUntil(now.plus(slow.lasts()));
            case Act.Blind blind -> {
                harm(act);
                world.blind(service(blind.lane()), blind.how(), now.plus(blind.lasts()));
            }
            case Act.Deaf deaf -> sluice(deaf.machine()).deafUntil(now.plus(deaf.lasts()));
            case Act.UndoLast undo ->
                world.lastSucceeded(service(undo.lane()))
                        .ifPresent(release ->
                                world.people().ask(undo.person(), new Deed.Undo(release.id()), 1, Duration.ZERO));
            case Act.Twin twin -> twin(twin);
            case Act.Quarantine quarantine ->
                world.newest(service(quarantine.lane()))
                        .ifPresent(release -> world.database()
                                .quarantine(
                                        release.spec().service(), release.spec().version()));
            case Act.Fall fall -> {
                harm(act);
                fallen(fall)
                        .ifPresent(version -> world.bringDown(service(fall.lane()), version, now.plus(fall.lasts())));
            }
            case Act.Replace replace -> replace(replace);
            case Act.Break broken -> {
                harm(act);
                world.breakReads(service(broken.lane()), now.plus(broken.lasts()));
            }
            case Act.Sick sick -> {
                harm(act);
                world.sicken(service(sick.lane()), now.plus(sick.lasts()));
            }
        }
    }

    private void announce(Act.Announce act, Instant now) {
        Set<String> services = act.lane() < 0 ? Set.of() : Set.of(service(act.lane()));
        Instant from = now.plus(act.ahead());
        Schedule.Once once = new Schedule.Once(from, from.plus(act.lasts()));
        world.database().putFreeze(new Freeze("f" + act.number(), Set.of(), services, "", once), once);
    }

    private void twin(Act.Twin act) {
        world.newest(service(act.lane())).ifPresent(release -> {
            String strategy = world.strategy(Recipes.plan(
                    act.recipe(), world.scenario().lanes().get(act.lane()).targets()));
            Deed deed = new Deed.Create(release.spec().service(), release.spec().version(), strategy);
            world.people().ask(act.person(), deed, 1, Duration.ZERO);
        });
    }

    private Optional<Version> fallen(Act.Fall act) {
        Optional<Release> newest = world.newest(service(act.lane()));
        return act.previous()
                ? newest.flatMap(release -> release.targets().getFirst().stable())
                : newest.map(release -> release.spec().version());
    }

    private void replace(Act.Replace act) {
        world.newest(service(act.lane())).filter(Release::started).ifPresent(release -> {
            List<TargetState> targets = release.targets();
            TargetState target = targets.get(act.target() % targets.size());
            Command change = new Command.ChangeInstances(target.id(), true, "");
            world.people().ask(act.person(), new Deed.Tell(release.id(), change), 1, Duration.ZERO);
        });
    }

    private void arm(Act fault, int machine) {
        harm(fault);
        sluice(machine).machine().arm(fault);
    }

    private void harm(Act act) {
        world.note(new Fact.Harm(world.timeline().now(), act.toString()));
    }

    private Sluice sluice(int machine) {
        return world.sluices().get(machine % world.sluices().size());
    }

    private String service(int lane) {
        return world.scenario().lanes().get(lane).service();
    }

    private void deliver(Act.Deliver act) {
        Lane lane = world.scenario().lanes().get(act.lane());
        String label = "1.0." + versions++;
        Version version = new Version(label, "sha256:" + lane.service() + "-" + label);
        world.know(version, act.quality(), world.timeline().now().plus(act.healthyAfter()));
        Deed deed =
                new Deed.Create(lane.service(), version, world.strategy(Recipes.plan(act.recipe(), lane.targets())));
        world.people().ask(act.person(), deed, 1, Duration.ZERO);
    }

    private void say(Act.Say say) {
        world.newest(service(say.lane()))
                .flatMap(release -> deed(say.word(), release))
                .ifPresent(deed -> world.people().ask(spelt(say), deed, say.copies(), say.late()));
    }

    /** Every other approval comes under a name in capitals, which is nobody else's. */
    private static String spelt(Act.Say say) {
        boolean loud = say.word() == Act.Word.APPROVE && say.at().toMillis() % 2 == 0;
        return loud ? say.person().toUpperCase(Locale.ROOT) : say.person();
    }

    private static Optional<Deed> deed(Act.Word word, Release release) {
        return switch (word) {
            case PAUSE -> tell(release, new Command.Pause(""));
            case RESUME -> tell(release, new Command.Resume(""));
            case ADVANCE -> tell(release, new Command.Advance(""));
            case PROMOTE -> tell(release, new Command.Promote(""));
            case ABORT -> tell(release, new Command.Abort(""));
            case APPROVE -> tell(release, new Command.Decide(step(release), true, ""));
            case REJECT -> tell(release, new Command.Decide(step(release), false, ""));
            case EXTEND -> tell(release, new Command.Extend(Duration.ofSeconds(30), ""));
            case RETRY -> Optional.of(new Deed.Retry(release.id()));
            case UNDO -> Optional.of(new Deed.Undo(release.id()));
        };
    }

    /** The step that waits; some say yes to what doesn't wait yet. */
    private static int step(Release release) {
        return release.openApproval().map(OpenApproval::step).orElse(0);
    }

    private static Optional<Deed> tell(Release release, Command command) {
        return Optional.of(new Deed.Tell(release.id(), command));
    }
}
