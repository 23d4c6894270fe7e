package dev.sluice.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged Sluice in a process of its own, as a user starts it. */
final class RunningSluice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final int START_SECONDS = 60;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final URI router;
    private final URI management;

    private RunningSluice(Process process, URI api, URI router, URI management) {
        this.process = process;
        this.management = management;
        this.api = api;
        this.router = router;
    }

    /** Starts {@code serve} on free ports and waits until it says that it is ready. */
    static RunningSluice serve(Map<String, String> environment, String... args) {
        return serve(JAR, environment, args);
    }

    /** The same with another build of Sluice. */
    static RunningSluice serve(Path jar, Map<String, String> environment, String... args) {
        List<String> all = new ArrayList<>(List.of("serve", "--json", "--port", "0", "--router-port", "0"));
        all.addAll(List.of(args));
        if (!all.contains("--management-port")) {
            all.addAll(List.of("--management-port", String.valueOf(freePort())));
        }
        Process process = launch(jar, environment, all.toArray(String[]::new));
        drain(process);
        BufferedReader out = process.inputReader();
        try {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("serve ended with " + process.waitFor());
            }
            JsonNode ready = JSON.readTree(line);
            return new RunningSluice(
                    process,
                    URI.create(ready.path("api").asText()),
                    URI.create(ready.path("router").asText()),
                    URI.create("http://127.0.0.1:" + all.get(all.indexOf("--management-port") + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it logs goes to a file: a full pipe would stop it. */
    private static void drain(Process process) {
        Path log = Path.of("target", "serve-" + process.pid() + ".log");
        Thread.ofVirtual().start(() -> {
            try (InputStream errors = process.getErrorStream()) {
                Files.copy(errors, log, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException killed) {
                // Its stream is closed when it is killed; what it said until then is in the file.
            }
        });
    }

    static RunningSluice serve(Path dataDir) {
        return serve(Map.of(), "--data-dir", dataDir.toString());
    }

    static Process launch(Map<String, String> environment, String... args) {
        return launch(JAR, environment, args);
    }

    private static Process launch(Path jar, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return builder.redirectError(ProcessBuilder.Redirect.PIPE).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a start that must fail says, and with which code it ends. */
    record Ended(int code, String says) {}

    static Ended mustEnd(Map<String, String> environment, String... args) throws Exception {
        Process process = launch(environment, args);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end; it said: " + errors);
        }
        return new Ended(process.exitValue(), errors);
    }

    URI router() {
        return router;
    }

    URI api() {
        return api;
    }

    long pid() {
        return process.pid();
    }

    JsonNode get(String path) {
        return send("GET", path, Map.of());
    }

    JsonNode put(String path, Object body) {
        return send("PUT", path, body);
    }

    JsonNode post(String path, Object body) {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(api.resolve(path)).header("Content-Type", "application/json");
            HttpRequest made = method.equals("GET")
                    ? request.GET().build()
                    : request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                            .build();
            HttpResponse<byte[]> answer = http.send(made, BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call with everything that its answer says. */
    HttpResponse<String> call(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A metric without labels, such as {@code sluice_ticks_total}. */
    double metric(String name) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(management.resolve("/q/metrics")).build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; answers the exit code. */
    int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        http.close();
        if (process.isAlive()) {
            stop();
        }
    }
}
