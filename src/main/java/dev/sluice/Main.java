package dev.sluice;

import dev.sluice.demo.DemoApplication;
import dev.sluice.demo.DemoOptions;
import dev.sluice.server.ServeApplication;
import dev.sluice.server.ServeOptions;
import dev.sluice.server.Server;
import dev.sluice.server.SetupFailed;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where every word begins: {@code serve} and {@code demo} run here, the others are the command-line client's. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs the word that comes first. */
    public static void main(String... args) {
        String word = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (word) {
            case "serve" -> serve(rest);
            case "demo" -> demo(rest);
            default -> {
                System.err.println("sluice: this program knows serve and demo");
                System.exit(Server.USAGE);
            }
        }
    }

    private static void serve(String... args) {
        ServeOptions options = new ServeOptions();
        if (understood("serve", options, args)) {
            run(options, ServeApplication.class, args);
        }
    }

    private static void demo(String... args) {
        if (understood("demo", new DemoOptions(), args)) {
            run(ServeOptions.forDemo(), DemoApplication.class, args);
        }
    }

    private static boolean understood(String word, Object options, String... args) {
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(args);
        } catch (ParameterException wrong) {
            System.err.println("sluice " + word + ": " + wrong.getMessage());
            System.err.println("sluice " + word + " --help says what there is.");
            System.exit(Server.USAGE);
        }
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return false;
        }
        return true;
    }

    private static void run(ServeOptions options, Class<? extends QuarkusApplication> application, String... args) {
        try {
            Quarkus.run(application, Server.prepare(options)::ended, args);
        } catch (SetupFailed failed) {
            System.err.println("sluice: " + failed.getMessage());
            System.exit(Server.USAGE);
        }
    }
}
