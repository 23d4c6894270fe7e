package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitTest {

    private Rig rig;
    private URI stable;
    private URI candidate;

    @BeforeEach
    void start() {
        rig = Rig.start();
        stable = rig.naming("stable");
        candidate = rig.naming("candidate");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Traffic at(int basisPoints, long generation) {
        return Rig.split(List.of(stable), List.of(candidate), basisPoints, generation);
    }

    private Set<Integer> usersOfCandidate(int users) throws Exception {
        Set<Integer> found = new HashSet<>();
        for (int user = 0; user < users; user++) {
            if ("candidate".equals(rig.get("/", "x-user", "u-" + user).body())) {
                found.add(user);
            }
        }
        return found;
    }

    @Test
    void a_rising_weight_only_adds_users_and_a_falling_one_only_removes_them() throws Exception {
        int users = 1_000;
        Set<Integer> before = Set.of();
        long generation = 1;
        for (int basisPoints : new int[] {0, 100, 500, 2_000, 5_000, 10_000}) {
            rig.router.write(at(basisPoints, generation++));
            Set<Integer> now = usersOfCandidate(users);
            double share = basisPoints / 1e4;

            assertThat(now).containsAll(before);
            assertThat((double) now.size())
                    .isBetween(
                            users * share - 4 * Math.sqrt(users * share * (1 - share)),
                            users * share + 4 * Math.sqrt(users * share * (1 - share)));
            before = now;
        }
        rig.router.write(at(500, generation));

        assertThat(before).containsAll(usersOfCandidate(users));
    }

    @Test
    void a_request_without_the_sticky_header_goes_to_stable() throws Exception {
        rig.router.write(at(9_999, 1));

        assertThat(rig.get("/").body()).isEqualTo("stable");
        assertThat(rig.get("/", "x-user", " ").body()).isEqualTo("stable");
    }

    @Test
    void at_100_percent_everybody_gets_the_candidate() throws Exception {
        rig.router.write(at(10_000, 1));

        assertThat(rig.get("/").body()).isEqualTo("candidate");
    }

    @Test
    void a_new_user_gets_a_cookie_and_keeps_the_version_of_the_first_request() throws Exception {
        rig.router.write(Rig.stickyBy(new StickyBy.Cookie("sluice"), at(5_000, 1)));
        Set<String> versions = new HashSet<>();
        for (int user = 0; user < 40; user++) {
            HttpResponse<String> first = rig.get("/");
            String cookie = first.headers().firstValue("set-cookie").orElseThrow();
            HttpResponse<String> second = rig.get("/", "cookie", "a=b; " + cookie.split(";", 2)[0]);
            versions.add(first.body());

            assertThat(cookie).matches("sluice=[0-9a-f]{32}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers().firstValue("set-cookie")).isEmpty();
        }
        assertThat(versions).containsExactlyInAnyOrder("stable", "candidate");
    }

    @Test
    void the_client_address_is_sticky_and_chance_is_not() throws Exception {
        rig.router.write(Rig.stickyBy(new StickyBy.ClientAddress(), at(5_000, 1)));
        Set<String> byAddress = answers(20);
        rig.router.write(Rig.stickyBy(new StickyBy.Random(), at(5_000, 2)));
        Set<String> byChance = answers(60);

        assertThat(byAddress).hasSize(1);
        assertThat(byChance).hasSize(2);
    }

    private Set<String> answers(int requests) throws Exception {
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            bodies.add(rig.get("/").body());
        }
        return bodies;
    }

    @Test
    void says_the_version_where_asked_to_and_counts_what_it_observed() throws Exception {
        rig.router.write(at(10_000, 1));

        assertThat(rig.get("/").headers().firstValue("x-sluice-version")).contains("2.0");
        await().untilAsserted(
                        () -> assertThat(rig.router.observed(List.of(Rig.SHOP))).containsEntry(Rig.SHOP, Weight.ALL));
    }

    @Test
    void without_a_route_it_is_404_and_without_a_stable_version_503() throws Exception {
        HttpResponse<String> none = rig.get("/");
        Traffic first = at(0, 1);
        rig.router.write(new Traffic(
                first.target(),
                first.binding(),
                Optional.empty(),
                first.candidate(),
                first.weight(),
                first.salt(),
                first.release(),
                first.epoch(),
                first.generation()));
        HttpResponse<String> empty = rig.get("/");

        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(empty.statusCode()).isEqualTo(503);
        assertThat(empty.body()).contains("has no stable version");
    }
}
