package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.SluiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the management port says of a process that is well. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class HealthPageTest {

    @TestHTTPResource(value = "/health/live", management = true)
    URI live = URI.create("");

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready = URI.create("");

    @Test
    void it_is_alive_by_its_engine_and_the_work_that_it_repeats() {
        assertThat(page(live).getList("checks.findAll { it.status == 'UP' }.name"))
                .contains("engine", "tasks");
    }

    @Test
    void it_is_ready_by_its_router_and_by_what_takes_requests_in() {
        JsonPath page = page(ready);

        assertThat(page.getList("checks.findAll { it.status == 'UP' }.name")).contains("router", "intake", "admins");
        assertThat(page.getString("checks.find { it.name == 'intake' }.data.database"))
                .isEqualTo("answers");
    }

    private static JsonPath page(URI page) {
        return RestAssured.given().get(page).then().statusCode(200).extract().jsonPath();
    }
}
