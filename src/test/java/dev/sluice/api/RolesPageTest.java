package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.security.Role;
import dev.sluice.security.Role.Permission;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what each role may is made from what the code checks. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class RolesPageTest {

    private static final Path PAGE = Path.of("src/docs/roles.md");
    private static final String BEGIN =
            "<!-- From here on made from the code: mvn test -Dtest=RolesPageTest" + " -Drewrite=true -->";

    @Inject
    Operations operations;

    @Test
    void the_page_says_what_the_code_checks() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN);
        String expected = page.substring(0, page.indexOf(BEGIN)) + BEGIN + "\n\n" + tables();
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE + " has drifted; look at the difference and, if it is meant, write it anew:"
                        + " mvn test -Dtest=RolesPageTest -Drewrite=true")
                .isEqualTo(expected);
    }

    private String tables() {
        List<String> lines = new ArrayList<>(List.of("## Commands to a release", ""));
        lines.addAll(head("`type` of `POST /v1/releases/{id}/commands`"));
        CommandRights.all().forEach((command, needed) -> lines.add(row("`" + command + "`", needed)));
        lines.addAll(List.of("", "## Operations", ""));
        lines.addAll(head("operation"));
        byPath().forEach((call, operation) -> lines.add(row(
                "`" + call + "` " + summary(operation),
                operation.allowed().orElseThrow().value())));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> head(String what) {
        String roles = Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(" | "));
        return List.of("| " + what + " | " + roles + " |", "|---|" + ":-:|".repeat(Role.values().length));
    }

    private static String row(String what, Permission needed) {
        return "| " + what + " | "
                + Stream.of(Role.values())
                        .map(role -> role.may(needed) ? "yes" : "–")
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    /** One path answers JSON and event streams, with one permission. */
    private Map<String, Operations.Operation> byPath() {
        Map<String, Operations.Operation> found = new LinkedHashMap<>();
        operations.all().stream()
                .sorted(Comparator.comparing(Operations.Operation::path)
                        .thenComparing(Operations.Operation::verb)
                        .thenComparing(operation -> operation.method().getName()))
                .forEach(operation -> {
                    Operations.Operation other =
                            found.putIfAbsent(operation.verb() + " " + operation.path(), operation);
                    assertThat(other == null
                                    || other.allowed().orElseThrow().value()
                                            == operation.allowed().orElseThrow().value())
                            .as(operation.toString())
                            .isTrue();
                });
        return found;
    }

    private static String summary(Operations.Operation operation) {
        return operation
                .method()
                .getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
                .summary();
    }
}
