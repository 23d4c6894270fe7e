package dev.sluice.crash;

import java.util.List;

/** What happens while a process is killed: a release from its beginning to its end. */
enum Scenario {
    FIRST_RELEASE(Plans.QUICK),
    WALK(Plans.WALK),
    TWO_WAVES(Plans.WAVES),
    BLUE_GREEN(Plans.BLUE_GREEN),
    APPROVAL(Plans.APPROVAL),
    NOBODY_APPROVES(Plans.UNHEARD),
    ABORT(Plans.PATIENT),
    DEADLINE(Plans.LATE),
    UNDO(Plans.QUICK),
    RETRY(Plans.WALK),
    LEAVE(Plans.WALK),
    CREATE_WITHOUT_DATABASE(Plans.QUICK),
    ABORT_WITHOUT_DATABASE(Plans.PATIENT),
    GATE_PASSES(Plans.JUDGED),
    GATE_FAILS(Plans.JUDGED);

    private final String strategy;

    Scenario(String strategy) {
        this.strategy = strategy;
    }

    String strategy() {
        return strategy;
    }

    List<String> targets() {
        return this == TWO_WAVES ? List.of("a", "b") : List.of("a");
    }

    /** Whether there is a version before it. */
    boolean hasStable() {
        return this != FIRST_RELEASE;
    }

    /** Whether users come while it runs. */
    boolean isJudged() {
        return strategy.equals(Plans.JUDGED);
    }

    /** Whether how far it comes depends on how long a restart takes. */
    boolean endsByTheClock() {
        return this == DEADLINE;
    }

    /** What has happened before the process is killed; answers the release that the rest is about. */
    String begin(Play play) {
        return switch (this) {
            case UNDO -> succeeded(play);
            case RETRY -> aborted(play);
            default -> "";
        };
    }

    /** What happens while the process is killed. */
    void play(Play play, String before) {
        switch (this) {
            case APPROVAL -> approve(play);
            case ABORT -> abort(play);
            case UNDO -> play.ends(play.undo(before));
            case RETRY -> play.ends(play.retry(before));
            case LEAVE -> leave(play);
            case CREATE_WITHOUT_DATABASE -> createWithoutDatabase(play);
            case ABORT_WITHOUT_DATABASE -> abortWithoutDatabase(play);
            case GATE_FAILS -> play.ends(play.createBad());
            default -> play.ends(play.create());
        }
    }

    private static String succeeded(Play play) {
        String release = play.create();
        play.ends(release);
        return release;
    }

    private static String aborted(Play play) {
        String release = play.create();
        play.abort(release);
        play.ends(release);
        return release;
    }

    private static void approve(Play play) {
        String release = play.create();
        play.waitsForApproval(release);
        play.approve(release);
        play.ends(release);
    }

    private static void abort(Play play) {
        String release = play.create();
        play.reaches(release, 20);
        play.abort(release);
        play.ends(release);
    }

    private static void leave(Play play) {
        String release = play.create();
        play.lane().leave();
        play.ends(release);
    }

    private static void createWithoutDatabase(Play play) {
        play.lane().outage().begin();
        String release = play.create();
        play.lane().outageEnds();
        play.lane().await("the release is made", () -> End.exists(play, release));
        play.ends(release);
    }

    private static void abortWithoutDatabase(Play play) {
        String release = play.create();
        play.reaches(release, 20);
        play.lane().outage().begin();
        play.abort(release);
        play.lane().outageEnds();
        play.ends(release);
    }

    /** Strategies as people write them. */
    private static final class Plans {
        static final String UNJUDGED = "\"gates\":[],\"bake\":\"0s\",\"window\":\"1s\"}";
        static final String QUICK = "{\"steps\":[{\"weight\":100}]," + UNJUDGED;
        static final String WALK = "{\"steps\":[{\"weight\":20,\"hold\":\"50ms\"},{\"weight\":50,\"hold\":\"50ms\"},"
                + "{\"weight\":100}]," + UNJUDGED;
        static final String WAVES = "{\"steps\":[{\"weight\":50,\"hold\":\"50ms\"},{\"weight\":100}],"
                + "\"waves\":[{\"targets\":{\"name\":[\"a\"]}},{\"targets\":{\"name\":[\"b\"]}}]," + UNJUDGED;
        static final String BLUE_GREEN = "{\"type\":\"blueGreen\",\"steps\":[{\"flip\":{}}]," + UNJUDGED;
        static final String APPROVAL = "{\"steps\":[{\"weight\":20,\"hold\":\"50ms\"},{\"approval\":{\"of\":1}},"
                + "{\"weight\":100}]," + UNJUDGED;
        static final String UNHEARD = "{\"steps\":[{\"weight\":20,\"hold\":\"50ms\"},{\"approval\":{\"of\":1,"
                + "\"within\":\"1s\"}},{\"weight\":100}]," + UNJUDGED;
        static final String PATIENT = "{\"steps\":[{\"weight\":20,\"hold\":\"1h\"},{\"weight\":100}]," + UNJUDGED;
        /** Its gate never has enough to go on, so that the deadline ends it. */
        static final String LATE =
                "{\"deadline\":\"1s\",\"steps\":[{\"weight\":20,\"hold\":\"50ms\"},{\"weight\":100}],"
                        + "\"bake\":\"0s\",\"window\":\"1s\",\"evidence\":{\"requests\":1000000,\"windows\":1},\"gates\":[{"
                        + "\"name\":\"errors\",\"metric\":\"errorRatio\"}]}";

        static final String JUDGED = "{\"steps\":[{\"weight\":50,\"hold\":\"2s\"},{\"weight\":100}],\"bake\":\"0s\","
                + "\"window\":\"1s\",\"evidence\":{\"requests\":20,\"windows\":1},\"gates\":[{\"name\":\"errors\","
                + "\"metric\":\"errorRatio\"}]}";
    }
}
