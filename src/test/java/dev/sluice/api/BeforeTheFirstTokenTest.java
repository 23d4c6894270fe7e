package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs a Sluice of its own: the first token, once made, can't be unmade. */
@QuarkusTest
@TestProfile(BeforeTheFirstTokenTest.Fresh.class)
@QuarkusTestResource(SluiceResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BeforeTheFirstTokenTest {

    /** Only makes the service start anew. */
    public static final class Fresh implements QuarkusTestProfile {}

    @Test
    @Order(1)
    void whoever_is_on_this_machine_is_let_in() {
        Map<String, Object> me = Api.nobody().get("/v1/whoami").jsonPath().getMap("");

        assertThat(me).containsEntry("name", "local").containsEntry("role", "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "0.0.0.0", "[::2]"})
    @Order(2)
    void a_name_that_only_points_here_is_not_this_machine(String host) {
        Response answer = Api.nobody().asking().header("Host", host).get("/v1/whoami");
        Answers.assertProblem(answer, 401, "unauthenticated");
    }

    @Test
    @Order(3)
    void forwarding_headers_change_nothing() {
        Response answer = Api.nobody()
                .asking()
                .header("X-Forwarded-For", "127.0.0.1")
                .header("X-Forwarded-Host", "localhost")
                .header("Host", "evil.example")
                .get("/v1/whoami");
        Answers.assertProblem(answer, 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Forwarded-Host",
                "X-Forwarded-Server",
                "Forwarded",
                "Via",
                "X-Real-IP"
            })
    @Order(3)
    void what_a_proxy_passes_on_is_not_asked_on_this_machine(String header) {
        Response answer = Api.nobody().asking().header(header, "127.0.0.1").get("/v1/whoami");

        Answers.assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.jsonPath().getString("detail")).containsIgnoringCase(header);
    }

    @Test
    @Order(4)
    void a_bad_token_is_worse_than_none() {
        Answers.assertProblem(Api.withToken("nonsense").get("/v1/whoami"), 401, "unauthenticated");
    }

    @Test
    @Order(5)
    void the_first_token_is_an_admins() {
        Response refused = Api.nobody().post("/v1/tokens", Map.of("name", "anna", "role", "operator"));

        Answers.assertProblem(refused, 409, "conflict");
        assertThat(Api.nobody().get("/v1/whoami").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void from_the_first_token_on_everybody_shows_one() {
        Response first = Api.nobody().post("/v1/tokens", Map.of("name", "root", "role", "admin"));
        assertThat(first.jsonPath().getString("warnings[0]")).contains("only admin token");
        Api admin = Api.withToken(first.path("secret"));
        Api.isAdmin(admin);

        Answers.assertProblem(Api.nobody().get("/v1/whoami"), 401, "unauthenticated");
        assertThat(admin.get("/v1/whoami").jsonPath().getString("name")).isEqualTo("root");
    }

    @Test
    @Order(7)
    void the_last_admin_token_is_not_revoked() {
        Api admin = Api.admin();
        String first = admin.get("/v1/tokens").jsonPath().getString("items[0].id");

        Response refused = admin.delete("/v1/tokens/" + first);
        Answers.assertProblem(refused, 409, "conflict");
        assertThat(refused.jsonPath().getString("detail")).contains("last admin token", "make another first");

        String shortLived = admin.post("/v1/tokens", Map.of("name", "next", "role", "admin", "expiresIn", "10d"))
                .path("id");
        admin.delete("/v1/tokens/" + shortLived).then().statusCode(204);
        Response next = admin.post("/v1/tokens", Map.of("name", "next", "role", "admin", "expiresIn", "10d"));
        admin.delete("/v1/tokens/" + first).then().statusCode(204);
        assertThat(Api.withToken(next.path("secret"))
                        .get("/v1/whoami")
                        .jsonPath()
                        .getString("warnings[0]"))
                .contains("the last admin token ends at");
    }
}
