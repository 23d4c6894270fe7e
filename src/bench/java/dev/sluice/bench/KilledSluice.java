package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The packaged Sluice over one data directory, on ports that stay, killed and started again. */
final class KilledSluice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The HTTP client of Java doesn't let anybody set the host. */
    private static final String VERSION_HEADER = "X-Sluice-Version:";

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Path data;
    private final int apiPort = freePort();
    private final int routerPort = freePort();
    private final int managementPort = freePort();
    private Process process;

    /** Starts it for the first time. */
    KilledSluice(Path data) throws IOException {
        this.data = data;
        this.process = launch();
        demandReady(process);
    }

    /** Where its database is, and its log. */
    Path data() {
        return data;
    }

    URI router() {
        return URI.create("http://127.0.0.1:" + routerPort);
    }

    /** kill -9, and the next start; returns when that is ready. */
    synchronized void killAndStart() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        process = launch();
        demandReady(process);
    }

    /** What it says; empty when nothing came back, so that nobody knows whether it was done. */
    Optional<HttpResponse<String>> call(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json");
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpRequest made = method.equals("GET")
                    ? request.GET().build()
                    : request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                            .build();
            return Optional.of(http.send(made, BodyHandlers.ofString()));
        } catch (IOException killed) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** What stands at a path; an empty object when that can't be had now. */
    JsonNode get(String path, String token) {
        return call("GET", path, "", "Authorization", token)
                .filter(answer -> answer.statusCode() == OK)
                .map(KilledSluice::json)
                .orElseGet(JSON::createObjectNode);
    }

    /** How many releases the present process has taken up; 0 when it doesn't answer. */
    double claims() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("sluice_claims_total "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        } catch (IOException killed) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** Which version a user of a host gets; empty when nobody answers. */
    String versionAt(String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), routerPort)) {
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, VERSION_HEADER, 0, VERSION_HEADER.length()))
                    .map(line -> line.substring(VERSION_HEADER.length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException nobody) {
            return "";
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }

    private Process launch() throws IOException {
        return PackagedSluice.serve(
                        data,
                        List.of("-Xmx512m"),
                        "--version-header",
                        "--port=" + apiPort,
                        "--router-port=" + routerPort,
                        "--management-port=" + managementPort)
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return data.resolveSibling("sluice.log");
    }

    private void demandReady(Process started) throws IOException {
        if (started.inputReader().readLine() == null) {
            throw new IllegalStateException("Sluice did not start: " + Files.readString(log()));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        process.onExit().join();
    }
}
