package dev.sluice.crash;

import dev.sluice.fault.FaultPoint;
import dev.sluice.release.TargetId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs scenarios on a lane, one after the other. */
final class Runner implements AutoCloseable {

    private static final String NOWHERE = "none";

    private final ProcessUnderTest lane;
    private final Upstreams upstreams;
    private final Map<Scenario, Play> plays = new EnumMap<>(Scenario.class);
    private Optional<String> visited = Optional.empty();
    private int services;

    Runner(FastStart fast, Path directory, Upstreams upstreams) {
        this.lane = new ProcessUnderTest(fast, directory, upstreams);
        this.upstreams = upstreams;
    }

    /**
     * A run in which nobody was killed.
     *
     * @param passed how often it came to each place
     */
    record Undisturbed(End end, Map<FaultPoint, Integer> passed) {}

    /**
     * A run in which the process was to die.
     *
     * @param died whether it came to that place
     */
    record Killed(Cell cell, boolean died, List<String> violations) {}

    Undisturbed undisturbed(Scenario scenario) {
        Play play = play(scenario);
        String subject = scenario.begin(play);
        lane.takeAcknowledged();
        Map<FaultPoint, Integer> before = lane.passed();
        scenario.play(play, subject);
        List<ProcessUnderTest.Acknowledged> acknowledged = lane.takeAcknowledged();
        List<String> violations = Examination.violations(play, acknowledged);
        if (!violations.isEmpty()) {
            throw new AssertionError(scenario + " without a kill: " + violations);
        }
        Map<FaultPoint, Integer> passed = new EnumMap<>(FaultPoint.class);
        boolean sameProcess = lane.takeLeavings() == 0;
        lane.passed()
                .forEach((point, times) ->
                        passed.put(point, sameProcess ? times - before.getOrDefault(point, 0) : times));
        if (!sameProcess) {
            List.of(FaultPoint.LEAVE_BEFORE, FaultPoint.LEAVE_INSIDE, FaultPoint.LEAVE_AFTER)
                    .forEach(point -> passed.put(point, 1));
        }
        return new Undisturbed(end(scenario, play, acknowledged), passed);
    }

    /** Lets one process learn for all the others how a release goes. */
    void rehearse() {
        undisturbed(Scenario.WALK);
        undisturbed(Scenario.ABORT);
        lane.leave();
        lane.takeLeavings();
    }

    Killed killed(Cell cell, End expected) {
        try {
            return run(cell, expected);
        } catch (AssertionError | RuntimeException broken) {
            plays.remove(cell.scenario());
            return new Killed(cell, true, List.of(String.valueOf(broken.getMessage())));
        }
    }

    private Killed run(Cell cell, End expected) {
        Play play = play(cell.scenario());
        String subject = cell.scenario().begin(play);
        lane.takeAcknowledged();
        lane.takeDeaths();
        lane.fault(cell.fault());
        cell.scenario().play(play, subject);
        List<ProcessUnderTest.Acknowledged> acknowledged = lane.takeAcknowledged();
        List<String> violations = new ArrayList<>(Examination.violations(play, acknowledged));
        End end = end(cell.scenario(), play, acknowledged);
        if (!end.equals(expected)) {
            violations.add("ended as " + end + " instead of " + expected);
        }
        lane.fault(NOWHERE);
        return new Killed(cell, lane.takeDeaths() == 1, violations);
    }

    private static End end(Scenario scenario, Play play, List<ProcessUnderTest.Acknowledged> acknowledged) {
        End end = End.of(
                play,
                acknowledged.stream()
                        .map(ProcessUnderTest.Acknowledged::release)
                        .distinct()
                        .toList());
        return scenario.endsByTheClock() ? end.withoutWay() : end;
    }

    private Play play(Scenario scenario) {
        Play play = scenario.hasStable()
                ? plays.computeIfAbsent(scenario, this::withStable)
                : Play.of(lane, upstreams, name(scenario), scenario);
        visit(
                scenario.isJudged()
                        ? Optional.of(Play.host(
                                new TargetId(play.service(), scenario.targets().getFirst())))
                        : Optional.empty());
        return play;
    }

    private Play withStable(Scenario scenario) {
        Play play = Play.of(lane, upstreams, name(scenario), scenario);
        play.makeStable(scenario);
        return play;
    }

    private String name(Scenario scenario) {
        return scenario.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + services++;
    }

    private void visit(Optional<String> host) {
        if (!host.equals(visited)) {
            lane.users().visit(host);
            visited = host;
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
