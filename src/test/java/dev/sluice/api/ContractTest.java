package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.api.contract.Examples;
import dev.sluice.security.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ContractTest {

    /** Written by the build that comes before this test. */
    private static final Path BUILT = Path.of("target/openapi/openapi.yaml");

    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    private static final List<String> PERMISSIONS = Stream.of(Role.Permission.values())
            .map(permission -> permission.name().toLowerCase(Locale.ROOT))
            .toList();

    private record Operation(String verb, String path, JsonNode spec) {}

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(BUILT.toFile());
    }

    private static List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                operations.add(new Operation(verb.getKey(), path.getKey(), verb.getValue()));
            }
        }
        assertThat(operations).hasSizeGreaterThan(25);
        return operations;
    }

    @Test
    void the_committed_document_is_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("rewrite")) {
            Files.copy(BUILT, COMMITTED, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(COMMITTED))
                .as("openapi/openapi.yaml has drifted; look at the difference and, if it is meant, write it anew:"
                        + " mvn test -Dtest=ContractTest -Drewrite=true")
                .isEqualTo(Files.readString(BUILT));
    }

    @Test
    void every_operation_says_what_it_does_and_takes() throws IOException {
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode spec = operation.spec();
            assertThat(spec.path("summary").asText()).isNotBlank();
            assertThat(spec.path("operationId").asText()).isNotBlank();
            assertThat(spec.path("x-permission").asText()).isIn(PERMISSIONS);
            assertThat(spec.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asText())
                            .as(parameter.toString())
                            .isNotBlank());
        });
    }

    @Test
    void every_body_has_an_example_and_every_field_of_it_a_meaning() throws IOException {
        Set<String> schemas = new TreeSet<>();
        for (Operation operation : operations()) {
            JsonNode body = operation.spec().path("requestBody");
            if (!body.isMissingNode()) {
                JsonNode json = body.path("content").path("application/json");
                assertThat(json.path("examples").path("usual").path("value").isObject())
                        .as(operation.toString())
                        .isTrue();
                collect(json.path("schema"), schemas);
            }
        }
        assertThat(schemas).contains("StrategyDocument", "GateDocument", "ReleaseBody");
        for (String schema : schemas) {
            assertThat(document()
                            .path("components")
                            .path("schemas")
                            .path(schema)
                            .path("properties")
                            .properties())
                    .as(schema)
                    .allSatisfy(field -> assertThat(
                                    field.getValue().path("description").asText())
                            .as(schema + "." + field.getKey())
                            .isNotBlank());
        }
    }

    private static void collect(JsonNode schema, Set<String> into) throws IOException {
        for (JsonNode ref : schema.findValues("$ref")) {
            String name = ref.asText().substring(ref.asText().lastIndexOf('/') + 1);
            if (into.add(name)) {
                collect(document().path("components").path("schemas").path(name), into);
            }
        }
    }

    @Test
    void every_operation_names_its_errors() throws IOException {
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode responses = operation.spec().path("responses");
            assertThat(responses.has("401") && responses.has("403") && responses.has("400"))
                    .isTrue();
            if (operation.path().contains("{")) {
                assertThat(responses.has("404")).isTrue();
            }
            if (operation.spec().has("requestBody")) {
                assertThat(responses.has("422") && responses.has("413")).isTrue();
            }
            if (operation.verb().equals("post")) {
                assertThat(responses.has("409")).isTrue();
            }
            if (operation.verb().equals("put")) {
                assertThat(responses.has("412")).isTrue();
            }
        });
        JsonNode notFound = document().path("components").path("responses").path("Problem404");
        assertThat(notFound.path("content")
                        .path("application/problem+json")
                        .path("schema")
                        .path("$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document().path("components").path("schemas").has("Problem")).isTrue();
    }

    @Test
    void media_types_stand_there_plainly() throws IOException {
        assertThat(Files.readString(BUILT)).contains("text/event-stream:").doesNotContain(";qs=", "OutboundSseEvent");
    }

    @ParameterizedTest
    @CsvSource({
        "environments/prod, EnvironmentDocument",
        "services/shop, ServiceDocument",
        "strategies/careful, StrategyDocument",
        "services/shop/targets/prod-eu, TargetDocument",
        "services/shop/targets/prod-eu/versions/sha256:9/endpoints, EndpointsBody",
        "connections/prom, ConnectionDocument",
        "freezes/friday-night, FreezeDocument"
    })
    void the_examples_are_taken(String path, String schema) {
        Api.admin().put("/v1/environments/prod", "{}");
        Api.admin().put("/v1/strategies/careful", Examples.of("StrategyDocument"));
        Api.admin().put("/v1/services/shop", "{}");
        Api.admin()
                .put(
                        "/v1/services/shop/targets/prod-eu",
                        "{\"environment\":\"prod\",\"traffic\":{\"hosts\":[\"contract.example\"]}}");

        int status = Api.admin().put("/v1/" + path, Examples.of(schema)).statusCode();

        assertThat(status).isIn(200, 201);
    }

    @Test
    void the_example_of_a_release_is_taken() {
        Api.admin().put("/v1/environments/prod", "{}");
        Api.admin().put("/v1/strategies/careful", Examples.of("StrategyDocument"));
        Api.admin().put("/v1/services/shop", "{}");
        Api.admin()
                .put(
                        "/v1/services/shop/targets/prod-eu",
                        "{\"environment\":\"prod\",\"traffic\":{\"hosts\":[\"contract.example\"]}}");

        assertThat(Api.admin()
                        .post("/v1/releases?validateOnly=true", Examples.of("ReleaseBody"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Api.admin()
                        .post("/v1/quarantine", Examples.of("QuarantineBody"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(Api.admin().post("/v1/tokens", Examples.of("TokenBody")).statusCode())
                .isEqualTo(201);
    }
}
