package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The router's cookie stands in nobody's way and makes nobody somebody else")
class StickyCookieTest {

    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Halves the users; each version answers with its name and the headers that are given. */
    private void serve(String cookie, Map<String, String> headers) {
        List<URI> pools = new ArrayList<>();
        for (String version : List.of("stable", "candidate")) {
            pools.add(rig.instance(request -> {
                headers.forEach(request.response()::putHeader);
                request.response().end(version);
            }));
        }
        rig.router.write(Rig.stickyBy(
                new StickyBy.Cookie(cookie), Rig.split(List.of(pools.getFirst()), List.of(pools.getLast()), 5_000, 1)));
    }

    /** A browser: it sends what was set, and the last cookie of a name wins. */
    private final class Browser {
        private final Map<String, String> cookies = new LinkedHashMap<>();

        HttpResponse<String> get() throws IOException, InterruptedException {
            HttpResponse<String> answer = rig.send(request());
            keep(answer);
            return answer;
        }

        String key() {
            return cookies.getOrDefault("sluice", "none");
        }

        private HttpRequest request() {
            HttpRequest.Builder request = rig.request("/");
            if (!cookies.isEmpty()) {
                request.header(
                        "cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            return request.build();
        }

        private void keep(HttpResponse<String> answer) {
            for (String cookie : answer.headers().allValues("set-cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
        }
    }

    @Test
    void a_cookie_that_is_the_applications_is_only_read() throws Exception {
        serve("session", Map.of());

        HttpResponse<String> fresh = rig.get("/");
        HttpResponse<String> known = rig.get("/", "cookie", "session=anna");

        assertThat(fresh.headers().allValues("set-cookie"))
                .singleElement()
                .asString()
                .matches("sluice-session=[0-9a-f]{32}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax");
        assertThat(known.headers().allValues("set-cookie")).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(rig.get("/", "cookie", "session=anna").body()).isEqualTo(known.body());
        }
    }

    @Test
    void a_browser_keeps_its_version_when_the_application_sets_its_cookie_or_changes_it() throws Exception {
        serve("session", Map.of());
        List<String> sessions =
                IntStream.range(0, 5).mapToObj(i -> "session-" + i).toList();
        Set<String> versions = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            Browser browser = new Browser();
            String first = browser.get().body();
            versions.add(first);
            for (String session : sessions) {
                browser.cookies.put("session", session);

                assertThat(browser.get().body()).isEqualTo(first);
            }
        }
        assertThat(versions).hasSize(2);
    }

    @Test
    void an_application_that_sets_a_cookie_of_the_routers_name_keeps_it() throws Exception {
        serve("sluice", Map.of("Set-Cookie", "sluice=the-applications; Path=/"));

        HttpResponse<String> answer = rig.get("/");

        assertThat(answer.headers().allValues("set-cookie")).containsExactly("sluice=the-applications; Path=/");
        assertThat(answer.headers().firstValue("cache-control")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // Shared caches are told to keep it: no cookie, and nothing is changed.
                "public                              | public",
                "max-age=60                          | max-age=60",
                "public, max-age=31536000, immutable | public, max-age=31536000, immutable",
                "s-maxage=60, max-age=0              | s-maxage=60, max-age=0",
                "MAX-AGE=60                          | MAX-AGE=60",
                "private=\"set-cookie\", max-age=60  | private=\"set-cookie\", max-age=60",
            })
    void an_answer_that_shared_caches_keep_carries_no_cookie(String said, String arrives) throws Exception {
        serve("sluice", Map.of("Cache-Control", said));

        HttpResponse<String> answer = rig.get("/");

        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(answer.headers().allValues("cache-control")).containsExactly(arrives);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                            | private",
                "private, max-age=60          | private, max-age=60",
                "no-store                     | no-store",
                "no-cache                     | private, no-cache",
                "public, max-age=0            | private, max-age=0",
                "s-maxage=0, max-age=60       | private, max-age=60",
                "max-age=nonsense             | private, max-age=nonsense",
                "no-cache=\"a, b\"            | private, no-cache",
            })
    void an_answer_with_the_cookie_is_its_users_own(String said, String arrives) throws Exception {
        serve("sluice", said == null ? Map.of() : Map.of("Cache-Control", said));

        Browser browser = new Browser();
        HttpResponse<String> first = browser.get();
        HttpResponse<String> second = browser.get();

        assertThat(first.headers().firstValue("set-cookie")).isPresent();
        assertThat(first.headers().allValues("cache-control")).containsExactly(arrives);
        assertThat(second.headers().firstValue("set-cookie")).isEmpty();
        assertThat(second.headers().firstValue("cache-control")).isEqualTo(Optional.ofNullable(said));
    }

    @Test
    void the_date_of_expiry_and_what_is_for_cdns_alone_count_too() throws Exception {
        String past = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusDays(1));
        String future = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));

        assertThat(hasCookie(Map.of("Expires", future))).isFalse();
        assertThat(hasCookie(Map.of("Expires", past))).isTrue();
        assertThat(hasCookie(Map.of("Expires", "0"))).isTrue();
        assertThat(hasCookie(Map.of("CDN-Cache-Control", "max-age=60", "Cache-Control", "private")))
                .isFalse();
    }

    private boolean hasCookie(Map<String, String> headers) throws Exception {
        try (Rig other = Rig.start()) {
            URI instance = other.instance(request -> {
                headers.forEach(request.response()::putHeader);
                request.response().end();
            });
            other.router.write(Rig.stickyBy(new StickyBy.Cookie("sluice"), Rig.stable(instance)));
            return other.get("/").headers().firstValue("set-cookie").isPresent();
        }
    }

    @Test
    void a_304_carries_no_cookie() throws Exception {
        rig.router.write(Rig.stickyBy(
                new StickyBy.Cookie("sluice"),
                Rig.stable(rig.instance(
                        request -> request.response().setStatusCode(304).end()))));

        assertThat(rig.get("/").headers().map()).doesNotContainKeys("set-cookie", "cache-control");
    }

    /** Nothing says that they are one browser's, so each is a user of its own; from then on there is one. */
    @Test
    void six_first_requests_at_once_may_meet_both_versions_and_the_next_ones_meet_one() throws Exception {
        serve("sluice", Map.of());
        Set<String> met = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Browser browser = new Browser();
            HttpRequest first = browser.request();
            List<CompletableFuture<HttpResponse<String>>> page = IntStream.range(0, 6)
                    .mapToObj(request -> CompletableFuture.supplyAsync(() -> send(first)))
                    .toList();
            Set<String> keys = new HashSet<>();
            for (CompletableFuture<HttpResponse<String>> answer : page) {
                met.add(answer.join().body());
                browser.keep(answer.join());
                keys.add(browser.key());
            }
            HttpResponse<String> next = browser.get();

            assertThat(keys).hasSize(6);
            assertThat(next.body()).isEqualTo(versionOf(browser.key(), page));
            for (int request = 0; request < 6; request++) {
                HttpResponse<String> later = browser.get();
                assertThat(later.body()).isEqualTo(next.body());
                assertThat(later.headers().firstValue("set-cookie")).isEmpty();
            }
        }
        assertThat(met).hasSize(2);
    }

    private static String versionOf(String key, List<CompletableFuture<HttpResponse<String>>> page) {
        return page.stream()
                .map(CompletableFuture::join)
                .filter(answer ->
                        answer.headers().firstValue("set-cookie").orElse("").contains(key))
                .map(HttpResponse::body)
                .findFirst()
                .orElse("nobody's");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return rig.send(request);
        } catch (IOException | InterruptedException failed) {
            throw new CompletionException(failed);
        }
    }
}
