package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged Sluice in a process of its own on free ports, as a user starts it, in a directory that goes with it. */
final class ServedSluice implements AutoCloseable {

    private static final int FIRST_ERROR = 400;
    private static final int STOP_SECONDS = 30;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final URI api;
    private final URI router;

    private ServedSluice(Process process, Path data, JsonNode ready) {
        this.process = process;
        this.data = data;
        this.api = URI.create(ready.path("api").asText());
        this.router = URI.create(ready.path("router").asText());
    }

    /** Starts it and waits until it says that it is ready. */
    static ServedSluice start(String... more) throws IOException {
        Path data = Files.createTempDirectory("sluice-bench");
        List<String> options = new ArrayList<>(List.of("--port=0", "--router-port=0", "--management-port=0"));
        options.addAll(List.of(more));
        return start(PackagedSluice.serve(data, List.of("-Xmx512m"), options.toArray(String[]::new)), data);
    }

    /**
     * Starts what is given, over a data directory that stays, and waits until it says that it is ready.
     *
     * @param command is to print one line of JSON once it serves
     */
    static ServedSluice start(ProcessBuilder command, Path data) throws IOException {
        Process process =
                command.redirectError(data.resolve("sluice.log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new ServedSluice(process, data, readiness(process, data));
    }

    /** Java's own warnings can come before it. */
    private static JsonNode readiness(Process process, Path data) throws IOException {
        String line = process.inputReader().readLine();
        while (line != null && !line.startsWith("{")) {
            line = process.inputReader().readLine();
        }
        if (line == null) {
            process.destroy();
            throw new IllegalStateException("Sluice did not start: " + Files.readString(data.resolve("sluice.log")));
        }
        return new ObjectMapper().readTree(line);
    }

    /** Ends it and leaves its data directory. */
    void stop() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /**
     * Memory of the process that is resident now, in MiB, without its PostgreSQL.
     *
     * @throws IOException where the system has no {@code /proc}
     */
    double residentMebibytes() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) / 1024)
                    .sum();
        }
    }

    /** Where users come in. */
    URI router() {
        return router;
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
                    : request.method(method, BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                            .build();
            HttpResponse<byte[]> answer = http.send(made, BodyHandlers.ofByteArray());
            JsonNode json = mapper.readTree(answer.body());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IllegalStateException(method + " " + path + ": " + json);
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        TemporaryFiles.delete(data);
    }

    /** A version as a release's body names it. */
    static Map<String, Object> version(String label, URI instance) {
        return Map.of("label", label, "digest", "bench:" + label, "endpoints", List.of(instance.toString()));
    }
}
