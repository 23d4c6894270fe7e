package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The events of a release, each once and in order, over as many connections as it takes. */
final class EventFeed implements AutoCloseable {

    private static final long AGAIN_MILLIS = 1_000;

    private final Api api;
    private final String path;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private String last = "";

    private EventFeed(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** Opens the stream from the release's first event on. */
    static EventFeed open(Api api, String release) {
        EventFeed feed = new EventFeed(api, Api.path("releases", release, "events"));
        Thread.ofPlatform().daemon().name("events").start(feed::run);
        return feed;
    }

    /** The next signal, if it comes in time. */
    Optional<Signal> poll(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(signals.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void run() {
        try {
            while (isOpen()) {
                read();
                closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (Failed refused) {
            signals.add(new Signal.Over(refused));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void read() {
        try {
            HttpURLConnection open = api.events(path, last);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(open.getInputStream(), UTF_8))) {
                EventReader events = new EventReader(lines);
                for (Optional<EventReader.Sent> next = events.next();
                        isOpen() && next.isPresent();
                        next = events.next()) {
                    last = next.get().id().isEmpty() ? last : next.get().id();
                    take(next.get().data());
                }
            }
            signals.add(new Signal.Broken("the stream ended"));
        } catch (IOException broken) {
            signals.add(new Signal.Broken(String.valueOf(broken.getMessage())));
        }
    }

    private void take(String data) {
        Optional<JsonNode> event = Json.parse(data);
        event.ifPresent(json -> signals.add(new Signal.Happened(json, data)));
    }

    /** Doesn't disconnect, which would wait for the next line: the thread ends with it, or with the process. */
    @Override
    public void close() {
        closed.countDown();
    }
}
