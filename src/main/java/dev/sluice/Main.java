package dev.sluice;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where every word begins: {@code serve} and {@code demo} run here, the others are the command-line client's. */
@QuarkusMain
public final class Main {

    static final int USAGE = 2;

    private Main() {}

    /** Runs the word that comes first. */
    public static void main(String... args) {
        String word = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (word) {
            case "serve" -> serve(rest);
            default -> {
                System.err.println("sluice: serve is the word that this program knows");
                System.exit(USAGE);
            }
        }
    }

    private static void serve(String... args) {
        ServeOptions options = new ServeOptions();
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(args);
        } catch (ParameterException wrong) {
            System.err.println("sluice serve: " + wrong.getMessage());
            System.err.println("sluice serve --help says what there is.");
            System.exit(USAGE);
        }
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        try {
            Server server = Server.prepare(options);
            Quarkus.run(ServeApplication.class, server::ended, args);
        } catch (SetupFailed failed) {
            System.err.println("sluice serve: " + failed.getMessage());
            System.exit(USAGE);
        }
    }
}
