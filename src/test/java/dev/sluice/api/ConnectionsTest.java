package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ConnectionsTest {

    private static final String CANARY = "planted-canary-secret";
    private static final Map<String, Object> PROMETHEUS =
            Map.of("type", "prometheus", "url", "http://prometheus.example:9090", "bearerToken", CANARY);

    @Inject
    Operations operations;

    @Inject
    Database database;

    private String storedToken(String name) {
        return database.read(handle -> handle.createQuery(
                        "select body ->> 'bearerToken' from document where kind = 'CONNECTION' and name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }

    @Test
    void no_answer_to_a_get_has_a_secret_in_it() {
        String put = Api.admin().put("/v1/connections/prom", PROMETHEUS).asString();
        assertThat(put).contains("••••").doesNotContain(CANARY);
        String token = Api.admin().tokenOf("secretive", "person", "viewer");

        for (Operations.Operation operation : operations.all()) {
            if (operation.verb().equals("GET")) {
                String path = operation.path().replace("{connection}", "prom").replaceAll("\\{[^}]*}", "prom");
                String answer = Api.admin()
                        .asking()
                        .accept("application/json")
                        .get(path)
                        .asString();
                assertThat(answer).as(path).doesNotContain(CANARY, token);
            }
        }
    }

    @Test
    void no_secret_is_in_the_log() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            Api.admin().put("/v1/connections/logged", PROMETHEUS);
            Api.admin().put("/v1/connections/logged", "{\"bearerToken\":[\"" + CANARY + "\"]}");
            Api.admin().put("/v1/connections/logged", "{\"bearerToken\":\"" + CANARY + "\",,}");
            Api.admin().put("/v1/connections/logged", "{\"" + CANARY + "\":1}");
            Api.withToken(CANARY).get("/v1/whoami");
        } finally {
            root.removeHandler(listener);
        }

        assertThat(lines).noneMatch(line -> line.contains(CANARY));
    }

    @Test
    void what_is_sent_back_as_it_was_shown_keeps_its_secret() {
        Api.admin().put("/v1/connections/kept", PROMETHEUS);

        Api.admin()
                .put(
                        "/v1/connections/kept",
                        Api.admin().get("/v1/connections/kept").asString())
                .then()
                .statusCode(200);

        assertThat(storedToken("kept")).isEqualTo(CANARY);
    }

    @Test
    void a_secret_never_follows_to_another_address() {
        Api.admin().put("/v1/connections/moved", PROMETHEUS);

        Answers.assertProblem(
                Api.admin()
                        .put(
                                "/v1/connections/moved",
                                Map.of("type", "prometheus", "url", "http://evil.example", "bearerToken", "••••")),
                422,
                "invalid",
                "/bearerToken");
        Answers.assertProblem(
                Api.admin()
                        .put(
                                "/v1/connections/unheard-of",
                                Map.of("type", "prometheus", "url", "http://prom.example", "bearerToken", "••••")),
                422,
                "invalid",
                "/bearerToken");
    }

    @Test
    void an_address_is_a_base_url_and_nothing_else() {
        for (String url : new String[] {"ftp://x", "http://user:pw@x", "http://x/?q=1", "x", "http://x#y", ""}) {
            Answers.assertProblem(
                    Api.admin().put("/v1/connections/odd", Map.of("type", "prometheus", "url", url)),
                    422,
                    "invalid",
                    "/url");
        }
    }
}
