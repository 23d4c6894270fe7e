package dev.sluice.metrics.http;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Keeps a sick endpoint from taking Sluice's threads and from being asked more than it can bear: a time limit, at most a
 * few questions at once, a circuit breaker, one more try.
 */
public final class GuardedHttp implements AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final int WAITING = 1_000;
    private static final int BREAKER_LOOKS_AT = 10;
    private static final double BREAKER_OPENS_AT = 0.5;
    private static final long BREAKER_STAYS_OPEN_SECONDS = 5;
    private static final long RETRY_AFTER_MILLIS = 100;

    private final HttpEndpoint endpoint;
    private final HttpExchange http;
    private final Clock clock;
    private final TypedGuard<byte[]> guard;
    private volatile Instant openSince = Instant.EPOCH;

    /** With a clock for what messages say about the time. */
    public GuardedHttp(HttpEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.http = new HttpExchange(endpoint);
        this.clock = clock;
        this.guard = guard();
    }

    private TypedGuard<byte[]> guard() {
        return TypedGuard.create(byte[].class)
                .withDescription(endpoint.origin())
                .withTimeout()
                .duration(endpoint.timeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withBulkhead()
                .limit(AT_ONCE)
                .queueSize(WAITING)
                .enableSynchronousQueueing()
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_LOOKS_AT)
                .failureRatio(BREAKER_OPENS_AT)
                .delay(BREAKER_STAYS_OPEN_SECONDS, ChronoUnit.SECONDS)
                // A query that is wrong must not take the endpoint from all the others.
                .failOn(List.of(Unavailable.class, TimeoutException.class))
                .onStateChange(this::note)
                .done()
                .withRetry()
                .maxRetries(1)
                .delay(RETRY_AFTER_MILLIS, ChronoUnit.MILLIS)
                .jitter(RETRY_AFTER_MILLIS, ChronoUnit.MILLIS)
                // Not after a time-out: the endpoint is slow, and asking twice makes it slower.
                .retryOn(Unavailable.class)
                .done()
                .build();
    }

    private void note(CircuitBreakerState state) {
        if (state == CircuitBreakerState.OPEN) {
            openSince = clock.instant();
        }
    }

    /**
     * The answer's body.
     *
     * @param reasonIn what an answer that is none says about why
     * @throws Unanswered for every reason why there is no answer
     */
    public byte[] ask(HttpRequest question, Function<byte[], String> reasonIn) throws Unanswered {
        try {
            return guard.call(() -> http.ask(question, reasonIn));
        } catch (Unanswered e) {
            throw e;
        } catch (Unavailable e) {
            throw Unanswered.failed(e.reason());
        } catch (TimeoutException e) {
            throw Unanswered.failed(endpoint.origin() + " did not answer within "
                    + seconds(endpoint.timeout().toMillis()));
        } catch (CircuitBreakerOpenException e) {
            throw Unanswered.failed("circuit open since " + openSince.truncatedTo(ChronoUnit.SECONDS) + ": "
                    + endpoint.origin() + " failed too often and is left alone for "
                    + seconds(BREAKER_STAYS_OPEN_SECONDS * 1000));
        } catch (BulkheadException e) {
            throw Unanswered.failed("too many queries wait for " + endpoint.origin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unanswered.failed("the look was broken off while " + endpoint.origin() + " was asked");
        } catch (Exception e) {
            throw new IllegalStateException("asking " + endpoint.origin() + " threw what it never should", e);
        }
    }

    private static String seconds(long millis) {
        return millis / 1000.0 + " s";
    }

    @Override
    public void close() {
        http.close();
    }
}
