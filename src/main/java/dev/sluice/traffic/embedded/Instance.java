package dev.sluice.traffic.embedded;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * An instance of a version and what is known of its health.
 *
 * <p>Two things speak against it: checks that fail, and requests whose connection failed or broke. After too many of
 * the latter in a row it is ejected, left alone for a time that doubles each time, until a request succeeds again.
 */
final class Instance {

    private static final Logger LOG = Logger.getLogger(Instance.class);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int MAX_DOUBLINGS = 16;

    private final URI base;
    private final String basePath;
    private final boolean secure;
    private final SocketAddress address;
    private final RouterConfig.Health limits;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failedChecks = new AtomicInteger();
    private final AtomicInteger failedRequests = new AtomicInteger();
    private final AtomicInteger ejections = new AtomicInteger();
    private volatile boolean reachable;
    private volatile String trouble = "not checked yet";
    private volatile long ejectedUntilMillis;
    private volatile boolean trustedToKeep = true;

    /**
     * An instance of which nothing is known: it is not healthy before a check has succeeded.
     *
     * @throws IllegalArgumentException when the URL has no host
     */
    Instance(URI base, RouterConfig.Health limits) {
        if (base.getHost() == null) {
            throw new IllegalArgumentException("an endpoint is a URL such as http://10.0.0.7:8080, not " + base);
        }
        this.base = base;
        // Other characters than ASCII are percent-encoded here: a request line is written byte by byte.
        String path = URI.create(base.toASCIIString()).getRawPath();
        this.basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.secure = "https".equals(base.getScheme());
        int standard = secure ? HTTPS_PORT : HTTP_PORT;
        this.address = SocketAddress.inetSocketAddress(base.getPort() < 0 ? standard : base.getPort(), base.getHost());
        this.limits = limits;
    }

    URI base() {
        return base;
    }

    boolean isSecure() {
        return secure;
    }

    SocketAddress address() {
        return address;
    }

    /** The target of a request to this instance, with the path that its base URL may have. */
    String uri(String requested) {
        return basePath.isEmpty() ? requested : basePath + requested;
    }

    /** Whether a connection may carry one request after the other: it has never sent what nobody asked for. */
    boolean isTrustedToKeep() {
        return trustedToKeep;
    }

    /** It sent more than the one answer to a request. */
    void sentSurplus() {
        if (trustedToKeep) {
            trustedToKeep = false;
            LOG.warnf("%s sent bytes that nobody asked for; it gets a new connection for each request now", base);
        }
    }

    boolean isReachable() {
        return reachable;
    }

    boolean isHealthy(long nowMillis) {
        return reachable && nowMillis >= ejectedUntilMillis;
    }

    int inFlight() {
        return inFlight.get();
    }

    void begin() {
        inFlight.getAndIncrement();
    }

    void end() {
        inFlight.getAndDecrement();
    }

    /**
     * Takes note of a check.
     *
     * @param failure what went wrong; empty when it succeeded
     * @return whether something changed that others can see
     */
    boolean checked(Optional<String> failure) {
        boolean before = reachable;
        String said = trouble;
        if (failure.isEmpty()) {
            failedChecks.set(0);
            reachable = true;
            trouble = "failed requests";
        } else if (!reachable || failedChecks.incrementAndGet() >= limits.failures()) {
            reachable = false;
            trouble = failure.get();
        }
        return before != reachable || !said.equals(trouble);
    }

    /** Why it is not healthy, where it isn't. */
    String trouble() {
        return trouble;
    }

    void succeeded() {
        if (failedRequests.get() != 0 || ejections.get() != 0) {
            failedRequests.set(0);
            ejections.set(0);
        }
    }

    void failed(long nowMillis) {
        if (failedRequests.incrementAndGet() < limits.ejectAfter()) {
            return;
        }
        failedRequests.set(0);
        int doublings = Math.min(ejections.getAndIncrement(), MAX_DOUBLINGS);
        Duration wanted = limits.ejection().multipliedBy(1L << doublings);
        Duration pause = wanted.compareTo(limits.maxEjection()) < 0 ? wanted : limits.maxEjection();
        ejectedUntilMillis = nowMillis + pause.toMillis();
    }
}
