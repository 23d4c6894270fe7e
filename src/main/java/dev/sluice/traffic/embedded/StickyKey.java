package dev.sluice.traffic.embedded;

import dev.sluice.cohort.Bucket;
import dev.sluice.cohort.Bucketing;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a request falls.
 *
 * @param bucket 0 to 999,999, or {@link #UNKNOWN} for a request without a key
 * @param isReturning whether the client brought the key, so that its requests are known as one user's
 * @param newCookie what the answer should carry so that the next request falls in the same place
 */
record StickyKey(int bucket, boolean isReturning, Optional<StickyCookie> newCookie) {

    private static final int UNKNOWN = -1;
    private static final StickyKey NONE = new StickyKey(UNKNOWN, false, Optional.empty());
    private static final int BUCKETS_PER_SLICE = Bucket.COUNT / WindowCounts.SLICES;
    private static final int KEY_BYTES = 16;
    private static final int MAX_KEY_CHARS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The key of a request, from where the binding says. A value that is blank or longer than 256 characters is none.
     *
     * @param client address of the client
     * @param secure whether the client came by https; then a cookie is for https only
     */
    static StickyKey of(
            StickyBy stickyBy, Bucketing bucketing, HttpServerRequest request, String client, boolean secure) {
        return switch (stickyBy) {
            case StickyBy.Cookie(String name) -> fromCookie(name, bucketing, request, secure);
            case StickyBy.Header(String name) -> {
                String value = request.getHeader(name);
                yield value == null || !isUsable(value) ? NONE : known(bucketing, value);
            }
            case StickyBy.ClientAddress() -> known(bucketing, client);
            case StickyBy.Random() ->
                new StickyKey(ThreadLocalRandom.current().nextInt(Bucket.COUNT), false, Optional.empty());
        };
    }

    /**
     * The router's own cookie goes before the application's: a browser that came before the application knew its user
     * stays where it is when the application sets its cookie, or changes it at a login.
     */
    private static StickyKey fromCookie(String bound, Bucketing bucketing, HttpServerRequest request, boolean secure) {
        String own = StickyCookie.ownName(bound);
        if (request.headers().contains("cookie")) {
            Optional<String> brought = value(request, own).or(() -> value(request, bound));
            if (brought.isPresent()) {
                return known(bucketing, brought.get());
            }
        }
        byte[] random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        String value = HexFormat.of().formatHex(random);
        return new StickyKey(
                bucketing.bucketOf(value).index(), false, Optional.of(new StickyCookie(own, value, secure)));
    }

    private static Optional<String> value(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name))
                .map(Cookie::getValue)
                .filter(StickyKey::isUsable);
    }

    private static StickyKey known(Bucketing bucketing, String value) {
        return new StickyKey(bucketing.bucketOf(value).index(), true, Optional.empty());
    }

    private static boolean isUsable(String value) {
        return value.length() <= MAX_KEY_CHARS && !value.isBlank();
    }

    boolean isKnown() {
        return bucket != UNKNOWN;
    }

    /** The user whose key the client brought; a new key is nobody's yet. */
    int user() {
        return isReturning ? bucket : Ending.NO_USER;
    }

    /** Hundredth of the hash. */
    int slice() {
        return isKnown() ? bucket / BUCKETS_PER_SLICE : Ending.NO_SLICE;
    }
}
