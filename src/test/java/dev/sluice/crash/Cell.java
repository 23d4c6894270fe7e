package dev.sluice.crash;

import dev.sluice.fault.FaultPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of a scenario in which the process dies: where, and at which passing of that place. */
record Cell(Scenario scenario, FaultPoint point, int time) {

    /** The first passings of each place, as often as a run passes it; what a tick does is worth more of them. */
    static List<Cell> of(Scenario scenario, Map<FaultPoint, Integer> passed) {
        List<Cell> cells = new ArrayList<>();
        passed.forEach((point, times) -> {
            for (int time = 1; time <= Math.min(times, most(point)); time++) {
                cells.add(new Cell(scenario, point, time));
            }
        });
        return cells;
    }

    private static int most(FaultPoint point) {
        return switch (point) {
            case RECORD_INSIDE, RECORD_AFTER -> 3;
            case RECORD_BEFORE, CLAIM_INSIDE, CLAIM_AFTER, WINDOWS_BEFORE, WINDOWS_AFTER -> 1;
            case ACT_AFTER,
                    ROUTE_AFTER,
                    TAKE_BEFORE,
                    TAKE_INSIDE,
                    TAKE_AFTER,
                    JOURNAL_BEFORE,
                    JOURNAL_INSIDE,
                    JOURNAL_AFTER,
                    REPLAY_INSIDE,
                    REPLAY_AFTER,
                    LEAVE_BEFORE,
                    LEAVE_INSIDE,
                    LEAVE_AFTER -> 2;
        };
    }

    String fault() {
        return point.word() + ":" + time + ":halt";
    }

    @Override
    public String toString() {
        return scenario + " at " + point.word() + " " + time;
    }
}
