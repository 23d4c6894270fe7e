package dev.sluice.metrics.prometheus;

import static org.awaitility.Awaitility.await;

import dev.sluice.testing.NeededProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus on a free port, with a storage of its own that ends with it. */
public final class PrometheusServer implements AutoCloseable {

    private static final String PROGRAM = "prometheus";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

    /** A process to scrape: {@code host:port}, under the name of a job. */
    public record ScrapeTarget(String job, String address) {}

    private final Path directory;
    private final URI url;
    private final Process process;

    private PrometheusServer(Path directory, URI url, Process process) {
        this.directory = directory;
        this.url = url;
        this.process = process;
    }

    /** Starts one that scrapes {@code targets}, and waits until it has tried each of them. */
    public static PrometheusServer start(Duration scrapeInterval, List<ScrapeTarget> targets) throws IOException {
        Path directory = Files.createTempDirectory("sluice-prometheus");
        Path config = Files.writeString(directory.resolve("prometheus.yml"), configuration(scrapeInterval, targets));
        int port = freePort();
        Process process = new ProcessBuilder(
                        NeededProgram.path(PROGRAM).toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(directory, URI.create("http://127.0.0.1:" + port), process);
        server.awaitScrapesOf(targets.size());
        return server;
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    private void awaitScrapesOf(int targets) {
        await("Prometheus has scraped " + targets + " targets")
                .atMost(STARTS_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("Prometheus ended: " + Files.readString(directory.resolve("log")));
                    }
                    return answer("count(up)").contains(",\"" + targets + "\"]");
                });
    }

    private String answer(String query) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = url.resolve("/api/v1/query?query=" + query);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private static String configuration(Duration scrapeInterval, List<ScrapeTarget> targets) {
        String every = scrapeInterval.toMillis() + "ms";
        StringBuilder yaml = new StringBuilder(
                "global: {scrape_interval: %s, scrape_timeout: %s}\nscrape_configs:\n".formatted(every, every));
        for (String job : targets.stream().map(ScrapeTarget::job).distinct().toList()) {
            List<String> addresses = targets.stream()
                    .filter(target -> target.job().equals(job))
                    .map(target -> "'" + target.address() + "'")
                    .toList();
            yaml.append("- {job_name: %s, static_configs: [{targets: %s}]}\n".formatted(job, addresses));
        }
        return yaml.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
