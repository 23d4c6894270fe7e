package dev.sluice.demo;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sluice sample}: one instance of the sample shop, so that somebody who has no service can try a release. */
@Command(
        name = "sluice sample",
        sortOptions = false,
        description = {
            "An instance of a small shop, to try releases with. Serves until Ctrl-C.",
            "Its answers are JSON, and name the version in the header " + Shop.VERSION_HEADER + "."
        },
        footer = {
            "",
            "Example:",
            "  sluice sample --port 9001 --version 1.41.0",
            "  sluice sample --port 9002 --version 1.42.0 --errors 5 --slower 150"
        })
public final class Sample implements Callable<Integer> {

    private static final int USAGE = 2;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Where it serves, on 127.0.0.1.")
    int port;

    @Option(names = "--version", paramLabel = "LABEL", description = "What it calls itself (default: 1.0).")
    String version = "1.0";

    @Option(
            names = "--errors",
            paramLabel = "PERCENT",
            description = "How many of its answers are errors (default: 0.2).")
    double errors = Behaviour.GOOD.errorShare() * 100;

    @Option(names = "--slower", paramLabel = "MILLIS", description = "How much longer it takes (default: 0).")
    long slower;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says what this does.")
    boolean help;

    /** Serves until the process is ended. */
    public static void main(String... args) {
        System.exit(new CommandLine(new Sample()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> wrong = wrong();
        if (wrong.isPresent()) {
            System.err.println("sluice sample: " + wrong.get());
            return USAGE;
        }
        Vertx vertx = Vertx.vertx();
        try {
            Shop shop = Shop.openAt(vertx, port, version, new Behaviour(errors / 100, Duration.ofMillis(slower)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            System.err.println("Version " + version + " serves at " + shop.url() + "; Ctrl-C ends it.");
        } catch (CompletionException taken) {
            System.err.println("sluice sample: --port " + port + " is in use by something else; take another one, or"
                    + " leave what runs there.");
            return USAGE;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private Optional<String> wrong() {
        if (port < 1 || port > 65_535) {
            return Optional.of("--port must be 1 to 65535");
        }
        if (!(errors >= 0 && errors <= 100)) {
            return Optional.of("--errors must be 0 to 100, in percent");
        }
        return slower < 0 ? Optional.of("--slower can't be negative") : Optional.empty();
    }
}
