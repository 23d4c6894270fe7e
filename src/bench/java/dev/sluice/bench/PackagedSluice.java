package dev.sluice.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the packaged program is started in a process of its own, as a user starts it. */
final class PackagedSluice {

    private PackagedSluice() {}

    /** {@code serve} that says in one line of JSON when it is ready. */
    static ProcessBuilder serve(Path data, List<String> javaOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar().toString(),
                "serve",
                "--json",
                "--data-dir=" + data));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The same through {@code ./sluice}, with the options for Java that it gives. */
    static ProcessBuilder serveByScript(Path data, String... arguments) {
        Path script = jar().resolve("../../../sluice").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>(List.of(script.toString(), "serve", "--json", "--data-dir=" + data));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Beside the classes that run now. */
    private static Path jar() {
        try {
            Path here = Path.of(PackagedSluice.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path packaged = here.resolveSibling("quarkus-app/quarkus-run.jar").normalize();
            return Files.exists(packaged) ? packaged : Path.of("target", "quarkus-app", "quarkus-run.jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
