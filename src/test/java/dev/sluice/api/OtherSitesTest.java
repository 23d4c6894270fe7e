package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class OtherSitesTest {

    private static RequestSpecification change() {
        return Api.admin().asking().contentType("application/json").body("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,http://evil.example",
        "Origin,null",
        "Origin,http://localhost.evil.example",
        "Origin,http://localhost:1",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void a_page_of_another_site_changes_nothing(String header, String value) {
        for (String verb : new String[] {"PUT", "POST", "DELETE"}) {
            Response answer = change().header(header, value)
                    .request(
                            verb,
                            verb.equals("PUT")
                                    ? "/v1/services/crossed"
                                    : verb.equals("POST") ? "/v1/releases" : "/v1/tokens/t");
            Answers.assertProblem(answer, 403, "cross-origin");
        }
        assertThat(Api.admin().get("/v1/services/crossed").statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_else_may_read_an_answer() {
        Response answer =
                Api.admin().asking().header("Origin", "http://evil.example").get("/v1/services");

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void its_own_page_may() {
        Response answer = change().header("Origin", RestAssured.baseURI + ":" + RestAssured.port)
                .header("Sec-Fetch-Site", "same-origin")
                .put("/v1/services/own-page");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    @Test
    void a_form_is_no_json() {
        Response form = Api.admin()
                .asking()
                .contentType("application/x-www-form-urlencoded")
                .body("service=shop")
                .post("/v1/releases");
        Answers.assertProblem(form, 415, "unsupported-media-type");
        Response text =
                Api.admin().asking().contentType("text/plain").body("{}").post("/v1/releases");
        Answers.assertProblem(text, 415, "unsupported-media-type");
    }
}
