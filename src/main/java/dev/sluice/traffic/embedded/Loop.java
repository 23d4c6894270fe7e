package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import io.vertx.core.MultiMap;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Finds requests that come back: an instance's address that leads to this router again, by a name, a port forward or
 * another proxy. Each request carries the router and the target that it passed in {@code CDN-Loop} (RFC 8586), which
 * unlike {@code Via} has no other effect on servers.
 */
final class Loop {

    static final String HEADER = "cdn-loop";

    private static final int BYTES = 8;
    private static final String ROUTER = router();

    private Loop() {}

    private static String router() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return "sluice-" + HexFormat.of().formatHex(random);
    }

    /** A router passes a request on to another target too, when an instance of the one asks for the other. */
    private static String mark(TargetId target) {
        return ROUTER + "." + target.service() + "." + target.name();
    }

    /** Whether a request has been to the target by this router already. */
    static boolean isIn(MultiMap headers, TargetId target) {
        return headers.contains(HEADER) && HeaderRules.has(headers, HEADER, mark(target));
    }

    /** Says that the request has been to the target. */
    static void note(MultiMap headers, TargetId target) {
        headers.add(HEADER, mark(target));
    }
}
