package dev.sluice.traffic.embedded;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;

/**
 * The cookie by which the router knows a browser again.
 *
 * <p>It has a name of its own, so that it never stands for a cookie of the application: the name that the binding says
 * where that begins with {@value #OWN}, otherwise {@code sluice-NAME}; the binding's cookie is then the application's,
 * which the router only reads. Should the application set a cookie of the router's name nevertheless, the answer carries
 * the application's alone.
 *
 * <p>An answer that shared caches are told to keep ({@link SharedCaching}) doesn't carry it, since everybody whom the
 * cache serves would become one user; such an answer stays cacheable, and its user is known from the next answer on. Any
 * other answer that carries it is made {@code Cache-Control: private}, because a shared cache may keep it although
 * nothing says so (RFC 9111 sections 3 and 7.3).
 *
 * @param value the sticky key
 * @param isSecure whether it is for https only
 */
record StickyCookie(String name, String value, boolean isSecure) {

    private static final String OWN = "sluice";
    private static final int ONE_YEAR_SECONDS = 31_536_000;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NOT_MODIFIED = 304;

    /** What the router's cookie is called. */
    static String ownName(String bound) {
        return bound.startsWith(OWN) ? bound : OWN + "-" + bound;
    }

    /** Sets it on an answer that may carry it. */
    void putOn(int status, MultiMap headers, Instant now) {
        // The head of a 304 is for whoever has the answer already, which may be a shared cache.
        if (status == NOT_MODIFIED || isSetByApplication(headers) || SharedCaching.isGranted(headers, now)) {
            return;
        }
        headers.add(
                HttpHeaders.SET_COOKIE,
                name + "=" + value + "; Max-Age=" + ONE_YEAR_SECONDS + "; Path=/; HttpOnly; SameSite=Lax"
                        + (isSecure ? "; Secure" : ""));
        if (status != SWITCHING_PROTOCOLS) {
            SharedCaching.withdraw(headers);
        }
    }

    private boolean isSetByApplication(MultiMap headers) {
        return headers.getAll(HttpHeaders.SET_COOKIE).stream()
                .anyMatch(cookie -> cookie.split("=", 2)[0].strip().equals(name));
    }
}
