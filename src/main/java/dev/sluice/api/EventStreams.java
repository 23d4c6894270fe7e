package dev.sluice.api;

import dev.sluice.store.Database;
import dev.sluice.store.Events;
import dev.sluice.store.Notifications;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Sends events as they happen, each once and in order, from where the client stopped. */
@ApplicationScoped
public class EventStreams {

    private static final Logger LOG = Logger.getLogger(EventStreams.class);

    /** So often something is sent, so that both sides know that the other is there. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    /** So often it is asked whether the one who listens still may. */
    private static final Duration CHECKED = Duration.ofSeconds(2);

    static final int BATCH = 200;

    private final Database database;
    private final Notifications notifications;

    public EventStreams(Database database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    /**
     * A stream.
     *
     * @param read the next events from behind a place
     * @param place of an event, which is its id in the stream
     * @param isLast whether the stream ends with this event
     * @param allowed whether the one who listens still may
     */
    record Source(
            LongFunction<List<Events.Stored>> read,
            ToLongFunction<Events.Stored> place,
            Predicate<Events.Stored> isLast,
            BooleanSupplier allowed) {}

    Multi<OutboundSseEvent> stream(Sse sse, long after, Source source) {
        return Multi.createFrom().emitter(emitter -> {
            Subscriber subscriber = new Subscriber(sse, after, source, emitter);
            emitter.onTermination(subscriber::end);
            notifications.listen(subscriber);
            subscriber.thread = Thread.ofVirtual().name("event-stream").start(subscriber::run);
        });
    }

    private final class Subscriber implements Notifications.Listener {
        private final Sse sse;
        private final Source source;
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
        private long after;
        private Instant sent = Instant.now();
        private Instant checked = Instant.now();
        private volatile boolean ended;
        private volatile Thread thread = Thread.currentThread();

        Subscriber(Sse sse, long after, Source source, MultiEmitter<? super OutboundSseEvent> emitter) {
            this.sse = sse;
            this.after = after;
            this.source = source;
            this.emitter = emitter;
        }

        @Override
        public void told(String kind, String subject) {
            if (kind.equals("event") || kind.equals("release")) {
                news.offer(true);
            }
        }

        @Override
        public void missed() {
            news.offer(true);
        }

        void end() {
            ended = true;
            notifications.unlisten(this);
            thread.interrupt();
        }

        void run() {
            try {
                while (!ended) {
                    boolean more = send();
                    boolean quiet = !more && news.poll(CHECKED.toMillis(), TimeUnit.MILLISECONDS) == null;
                    if (quiet && sent.plus(KEEP_ALIVE).isBefore(Instant.now())) {
                        emit(sse.newEventBuilder().comment("here").build());
                    }
                    endUnlessAllowed();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.debugf("an event stream ends: %s", e.getMessage());
                emitter.complete();
            }
        }

        private void endUnlessAllowed() {
            if (checked.plus(CHECKED).isAfter(Instant.now())) {
                return;
            }
            checked = Instant.now();
            if (!source.allowed().getAsBoolean()) {
                emitter.complete();
            }
        }

        private void emit(OutboundSseEvent event) {
            sent = Instant.now();
            emitter.emit(event);
        }

        /** Sends a batch; true when there may be more. */
        private boolean send() {
            List<Events.Stored> batch = source.read().apply(after);
            for (Events.Stored event : batch) {
                after = source.place().applyAsLong(event);
                emit(sse.newEventBuilder()
                        .id(String.valueOf(after))
                        .name(EventView.of(event).type())
                        .data(EventView.of(event))
                        .build());
                if (source.isLast().test(event)) {
                    emitter.complete();
                    return false;
                }
            }
            return batch.size() == BATCH;
        }
    }

    List<Events.Stored> read(Function<Handle, List<Events.Stored>> query) {
        return database.read(query);
    }
}
