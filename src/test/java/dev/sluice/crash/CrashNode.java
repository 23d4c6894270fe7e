package dev.sluice.crash;

import dev.sluice.api.Desk;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Refusal;
import dev.sluice.engine.Retention;
import dev.sluice.engine.journal.Replay;
import dev.sluice.fault.Faults;
import dev.sluice.server.OwnRouter;
import dev.sluice.server.Parts;
import dev.sluice.store.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * A process of Sluice's real parts that starts in a second: without HTTP in front of them. It is told what to do on
 * standard input, a line each, and answers each by a line.
 */
final class CrashNode {

    private static final Retention.Periods KEPT = new Retention.Periods(Duration.ofDays(1), Duration.ofDays(1));

    private final Parts parts;
    private final OwnRouter router;
    private final Desk desk;
    private final Replay replay;

    private CrashNode(Parts parts, OwnRouter router, MeterRegistry registry) {
        this.parts = parts;
        this.router = router;
        this.desk = new Desk(parts, registry);
        this.replay = Replay.start(parts.guarded(), parts.journal(), parts.availability(), desk::carryOut, registry);
    }

    /** URL of the database, directory of the journal and the router's table, port of the router. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IOException | RuntimeException failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        String url = arguments[0];
        Path directory = Path.of(arguments[1]);
        OwnRouter router = OwnRouter.start(
                "127.0.0.1", Integer.parseInt(arguments[2]), Optional.of(directory.resolve("routes.json")), false);
        MeterRegistry registry = new SimpleMeterRegistry();
        Parts parts =
                Parts.of(new Parts.Setup(Pool.of(url), url, new Properties(), true, directory, KEPT), router, registry);
        parts.start();
        new CrashNode(parts, router, registry).obey();
    }

    private void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 3);
            switch (words[0]) {
                case "fault" -> fault(words[1]);
                case "passed" -> say(Json.write(Faults.passed()));
                case "routes" -> say(Json.write(router.router().inForce()));
                case "take" -> take(words[1], Json.read(words[2], Intent.class));
                default -> leave();
            }
        }
        // Whoever gave the orders is gone.
        Runtime.getRuntime().halt(1);
    }

    private static void fault(String wanted) {
        if (wanted.equals("none")) {
            Faults.wantNone();
        } else {
            Faults.want(wanted);
        }
        say("yes");
    }

    private void take(String key, Intent intent) {
        try {
            say(desk.take(key, intent));
        } catch (Refusal refused) {
            say("refused: " + refused.getMessage());
        }
    }

    /** Stops in order, as after SIGTERM. */
    private void leave() {
        replay.close();
        parts.stop();
        router.close();
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
