package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class PagesTest {

    private static List<String> walk(String path, String field) {
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            String next = token.isEmpty() ? "" : "&pageToken=" + token;
            JsonPath page = Api.admin().get(path + next).jsonPath();
            List<String> items = page.getList("items." + field);
            assertThat(items).hasSizeLessThanOrEqualTo(2);
            all.addAll(items);
            token = page.getString("nextPageToken");
        } while (!token.isEmpty());
        return all;
    }

    @Test
    void documents_by_name_each_once() {
        for (String name : List.of("page-c", "page-a", "page-b", "page-e", "page-d")) {
            Api.admin().put("/v1/services/" + name, "{}");
        }

        List<String> names = walk("/v1/services?limit=2", "name");

        assertThat(names).isSorted().doesNotHaveDuplicates().contains("page-a", "page-b", "page-c", "page-d", "page-e");
    }

    @Test
    void releases_the_newest_first_by_service_environment_and_phase() {
        Catalogue.service("paged", Catalogue.QUICK);
        String first = Releases.stable("paged", "1.0");
        String second = Releases.stable("paged", "1.1");
        String third = Releases.stable("paged", "1.2");

        assertThat(walk("/v1/releases?limit=2&service=paged", "id")).containsExactly(third, second, first);
        assertThat(walk("/v1/releases?limit=2&service=paged&environment=test&phase=SUCCEEDED", "id"))
                .containsExactly(third, second, first);
        assertThat(walk("/v1/releases?limit=2&service=paged&phase=PAUSED", "id"))
                .isEmpty();
        assertThat(walk("/v1/releases?limit=2&service=paged&environment=prod", "id"))
                .isEmpty();
        Answers.assertProblem(Api.admin().get("/v1/releases?phase=DONE"), 400, "malformed", "?phase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "many", "1.5", "99999999999", "", "%00"})
    void a_limit_is_1_to_500(String limit) {
        Answers.assertProblem(Api.admin().get("/v1/services?limit=" + limit), 400, "malformed", "?limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/services?pageToken=%2527", "/v1/services?pageToken=%00", "/v1/services?pageToken=A",
                "/v1/releases?pageToken=1", "/v1/quarantine?pageToken=x", "/v1/tokens?pageToken=r-1",
                "/v1/events?pageToken=-1", "/v1/events?pageToken=a", "/v1/approvals?pageToken=q",
                "/v1/services?pageToken="
            })
    void a_page_token_is_sent_back_as_it_was_given(String path) {
        Answers.assertProblem(Api.admin().get(path), 400, "malformed", "?pageToken");
    }
}
