package dev.sluice.traffic.embedded;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an answer says to caches that serve more than one user: RFC 9111 section 5, RFC 9213. */
final class SharedCaching {

    private static final List<String> FOR_SHARED_CACHES_ALONE = List.of("cdn-cache-control", "surrogate-control");

    /** {@code private="set-cookie"} is about one field, so it isn't the directive of the same name. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private SharedCaching() {}

    /**
     * Whether shared caches are told to keep the answer and to serve it for a time without asking. A lifetime of zero
     * and {@code no-cache} are no such thing: then each use is asked for.
     */
    static boolean isGranted(MultiMap headers, Instant now) {
        if (FOR_SHARED_CACHES_ALONE.stream().anyMatch(headers::contains)) {
            return true;
        }
        List<String> directives = directives(headers);
        if (isPrivate(directives) || directives.contains("no-cache")) {
            return false;
        }
        return seconds(directives, "s-maxage=")
                .or(() -> seconds(directives, "max-age="))
                .or(() -> Optional.ofNullable(headers.get(HttpHeaders.EXPIRES)).map(date -> secondsUntil(date, now)))
                .map(lifetime -> lifetime > 0)
                .orElseGet(() -> directives.contains("public"));
    }

    /** Makes the answer one that only its user's own cache keeps. */
    static void withdraw(MultiMap headers) {
        List<String> directives = directives(headers);
        if (isPrivate(directives)) {
            return;
        }
        boolean hasQuotes = directives.stream().anyMatch(directive -> directive.indexOf('"') >= 0);
        headers.set(
                HttpHeaders.CACHE_CONTROL,
                hasQuotes
                        ? "private, no-cache"
                        : Stream.concat(
                                        Stream.of("private"),
                                        directives.stream()
                                                .filter(directive -> !directive.equals("public")
                                                        && !directive.startsWith("s-maxage")))
                                .collect(Collectors.joining(", ")));
    }

    private static boolean isPrivate(List<String> directives) {
        return directives.contains("private") || directives.contains("no-store");
    }

    private static List<String> directives(MultiMap headers) {
        return headers.getAll(HttpHeaders.CACHE_CONTROL).stream()
                .flatMap(line -> Stream.of(QUOTED.matcher(line.toLowerCase(Locale.ROOT))
                        .replaceAll("\"\"")
                        .split(",", -1)))
                .map(String::strip)
                .filter(directive -> !directive.isEmpty())
                .toList();
    }

    private static Optional<Long> seconds(List<String> directives, String name) {
        return directives.stream()
                .filter(directive -> directive.startsWith(name))
                .findFirst()
                .map(directive -> {
                    try {
                        return Long.parseLong(directive.substring(name.length()));
                    } catch (NumberFormatException invalid) {
                        // RFC 9111 section 4.2.1: what can't be read counts as stale.
                        return 0L;
                    }
                });
    }

    private static long secondsUntil(String date, Instant now) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond()
                    - now.getEpochSecond();
        } catch (DateTimeException invalid) {
            // RFC 9111 section 5.3: an invalid date, "0" above all, is in the past.
            return 0;
        }
    }
}
