package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk-through of README.md, word for word in bash as a newcomer types it, and then typed once more. Only the ports
 * are others, so that it runs beside whatever is on the machine.
 */
@DisplayName("README.md")
class ReadmeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINS = "## Release a service";
    private static final String ENDS = "## In production";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```$\\n(.*?)^```$");
    private static final List<String> PORTS = List.of("8080", "8081", "9001", "9002");
    private static final String SERVE = "./sluice serve";

    @TempDir
    Path home;

    private final Map<String, String> ports = freePorts();

    @Test
    void works_as_it_is_typed_and_typed_twice() throws Exception {
        List<String> blocks = blocks();
        String serve = blocks.stream()
                .filter(block -> block.startsWith(SERVE))
                .findFirst()
                .orElseThrow();
        List<String> typed =
                blocks.stream().filter(block -> !block.startsWith(SERVE)).toList();
        assertThat(typed).hasSizeGreaterThanOrEqualTo(6);

        // Health and metrics have a port of their own, which the walk-through leaves as it is.
        Process server = bash("server", "exec " + serve.strip() + " --management-port " + freePort());
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> !server.isAlive() || get("/v1/whoami").has("role"));
            assertThat(server.isAlive()).as(said("server")).isTrue();
            Process terminal = bash("terminal", terminal(typed));
            boolean ended = terminal.waitFor(4, TimeUnit.MINUTES);
            terminal.destroy();

            assertThat(ended).as(said("terminal")).isTrue();
            assertThat(terminal.exitValue()).as(said("terminal")).isZero();
            assertThat(outcomes("1.41.0")).containsExactly("PROMOTED");
            // An abort that comes before the release has begun cancels it.
            assertThat(outcomes("1.42.0")).hasSize(4).containsOnly("ABORTED", "CANCELLED");
            assertThat(get("/v1/freezes").path("items")).isEmpty();
            assertThat(said("terminal")).contains("TWICE").doesNotContain("curl: (");
        } finally {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** Twice in one terminal, which ends at the first command that fails, and ends what it started in the background. */
    private static String terminal(List<String> typed) {
        String once = String.join("\n", typed);
        return "trap 'kill $(jobs -p) 2>/dev/null' EXIT\nset -e\n" + once + "\necho TWICE\n" + once + "\n";
    }

    private List<String> blocks() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String part = readme.substring(readme.indexOf(BEGINS), readme.indexOf(ENDS));
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(part);
        while (block.find()) {
            blocks.add(withPorts(block.group(1)));
        }
        return blocks;
    }

    private String withPorts(String text) {
        String changed = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            changed = changed.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
        }
        return changed;
    }

    private static Map<String, String> freePorts() {
        Map<String, String> free = new LinkedHashMap<>();
        PORTS.forEach(port -> free.put(port, String.valueOf(freePort())));
        return free;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process bash(String name, String script) throws IOException {
        Path file = Files.writeString(home.resolve(name + ".sh"), script);
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString());
        bash.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "SLUICE_BUILT", "yes",
                        // Java takes the home directory from the system and not from HOME.
                        "SLUICE_JAVA_OPTS", "-Duser.home=" + home,
                        "SLUICE_URL", api()));
        return bash.redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
    }

    private String said(String name) throws IOException {
        return Files.readString(home.resolve(name + ".log"));
    }

    private String api() {
        return "http://127.0.0.1:" + ports.get("8080");
    }

    private JsonNode get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(api() + path)).build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> outcomes(String version) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode release : get("/v1/releases?limit=500").path("items")) {
            if (release.path("version").path("label").asText().equals(version)) {
                outcomes.add(release.path("outcome").asText());
            }
        }
        return outcomes;
    }
}
