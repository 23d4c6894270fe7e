package dev.sluice.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.Addresses;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.Console;
import java.util.Optional;
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
        Screen screen = options.json
                ? new Screen.JsonLines(System.out, new ObjectMapper())
                : new Terminal(System.out, isTerminal());
        try (Demo demo = new Demo(addresses, screen)) {
            Demo.Result result = demo.run();
            screen.summary(result.figures());
            if (!options.once) {
                screen.say(farewell());
                Quarkus.waitForExit();
            }
            return result.asPromised() ? 0 : 1;
        }
    }

    /** From JDK 22 on there is always a console; only a real one is a terminal. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("NO_COLOR") == null;
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
