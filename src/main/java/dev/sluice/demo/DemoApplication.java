package dev.sluice.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.Addresses;
import dev.sluice.cli.Terminal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;

/** Runs the demo in a Sluice that has just started. */
public final class DemoApplication implements QuarkusApplication {

    private final Addresses addresses;

    @Inject
    public DemoApplication(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public int run(String... args) throws InterruptedException {
        DemoOptions options = CommandLine.populateCommand(new DemoOptions(), args);
        Screen screen = screen(options);
        try (Demo demo = new Demo(addresses, screen)) {
            DemoResult result = demo.run();
            screen.summary(result);
            if (!options.once) {
                screen.say(farewell());
                Quarkus.waitForExit();
            }
            return result.asPromised() ? 0 : 1;
        }
    }

    private static Screen screen(DemoOptions options) {
        Terminal terminal = Terminal.ofProcess();
        if (options.json) {
            return new Screen.JsonLines(terminal.out(), new ObjectMapper());
        }
        Instant began = Instant.now();
        return new TextScreen(
                terminal.out(),
                new TextScreen.Look(terminal.width(), terminal.live(), terminal.colour()),
                () -> Duration.between(began, Instant.now()));
    }

    private String farewell() {
        return """
                It stays up until Ctrl-C. Try, in another terminal:

                  export SLUICE_URL=%s
                  ./sluice list
                  ./sluice why shop
                  ./sluice create shop 1.0 --digest demo:1.0 --wait
                  ./sluice quarantine list""".formatted(addresses.api());
    }
}
