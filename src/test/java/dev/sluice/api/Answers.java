package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;

/** What holds for answers. */
final class Answers {

    private Answers() {}

    /** A problem as RFC 9457 wants it, with the code, and without anything of the inside. */
    static JsonPath assertProblem(Response answer, int status, String code) {
        String text = answer.asString();
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonPath problem = answer.jsonPath();
        assertThat(problem.getString("code")).as(text).isEqualTo(code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("urn:sluice:problem:" + code);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).startsWith("/");
        assertThat(text).doesNotContain("Exception", "dev.sluice", "java.", "jackson", "\tat ");
        return problem;
    }

    /** A problem that names these fields. */
    static void assertProblem(Response answer, int status, String code, String... pointers) {
        JsonPath problem = assertProblem(answer, status, code);
        List<String> named = problem.getList("errors.pointer");
        assertThat(named).as(answer.asString()).contains(pointers);
    }
}
