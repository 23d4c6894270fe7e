package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Follows a release to its end, or as long as the user wants. */
final class Following {

    private static final Duration REFRESH = Duration.ofSeconds(1);

    /** A server that restarts is back by then. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Api api;
    private final Terminal terminal;
    private final Timeline timeline;
    private final Optional<Duration> timeout;
    private final long began = System.nanoTime();
    private long lastHeard = began;
    private boolean broken;

    Following(Api api, Terminal terminal, Timeline timeline, Optional<Duration> timeout) {
        this.api = api;
        this.terminal = terminal;
        this.timeline = timeline;
        this.timeout = timeout;
    }

    /** The exit code that says how the release ended. */
    Exit follow(JsonNode release) {
        String id = Json.text(release, "id");
        timeline.begin(release);
        Thread farewell = Thread.ofPlatform().unstarted(() -> leave("interrupted", id));
        Runtime.getRuntime().addShutdownHook(farewell);
        try (EventFeed feed = EventFeed.open(api, id)) {
            return follow(id, feed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.STILL_GOING;
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }

    private Exit follow(String id, EventFeed feed) throws InterruptedException {
        while (true) {
            Optional<Duration> left = timeout.map(limit -> limit.minusNanos(System.nanoTime() - began));
            if (left.filter(rest -> !rest.isPositive()).isPresent()) {
                leave("--timeout is over", id);
                return Exit.STILL_GOING;
            }
            Duration wait = left.filter(rest -> rest.compareTo(REFRESH) < 0).orElse(REFRESH);
            Optional<Signal> signal = feed.poll(wait);
            if (signal.isPresent() && take(signal.get())) {
                return end(id);
            }
            if (signal.isEmpty()) {
                refresh(id);
            }
        }
    }

    /** True when this was the last. */
    private boolean take(Signal signal) {
        switch (signal) {
            case Signal.Happened happened -> {
                heard();
                timeline.happened(happened);
                return happened.isLast();
            }
            case Signal.Broken lost -> lost(lost.why());
            case Signal.Over over -> throw over.why();
        }
        return false;
    }

    private void refresh(String id) {
        if (!timeline.showsState()) {
            return;
        }
        try {
            timeline.state(api.get(Api.path("releases", id)).json());
            heard();
        } catch (Failed failed) {
            if (failed.exit() == Exit.NOT_ALLOWED) {
                throw failed;
            }
            lost(failed.sentence());
        }
    }

    private void heard() {
        lastHeard = System.nanoTime();
        broken = false;
    }

    private void lost(String why) {
        if (!broken) {
            broken = true;
            timeline.note("The server doesn't answer (" + why + "); trying again. The release needs nobody watching.");
        }
        if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
            throw new Failed(Exit.ERROR, "the server hasn't answered for 5 minutes: " + why);
        }
    }

    private Exit end(String id) {
        Api.Answer answer = api.get(Api.path("releases", id));
        JsonNode release = answer.json();
        timeline.end(release, answer.body());
        return Exit.ofOutcome(Json.text(release, "outcome"));
    }

    private void leave(String why, String id) {
        terminal.out().flush();
        terminal.err().println("\nsluice: " + why + "; the release goes on. sluice watch " + id + " follows it again.");
        terminal.err().flush();
    }
}
