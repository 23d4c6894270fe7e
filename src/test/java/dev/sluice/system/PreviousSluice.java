package dev.sluice.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sluice as it was before the newest migration, built from the history of this repository. */
final class PreviousSluice {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private PreviousSluice() {}

    /** Its program, built once; empty where the history doesn't reach back so far. */
    static Optional<Path> jar() {
        String newest = newestMigration();
        String added = run(Path.of("."), "git", "log", "-1", "--diff-filter=A", "--format=%H", "--", newest);
        String before = run(Path.of("."), "git", "rev-parse", "--verify", added.isEmpty() ? "HEAD" : added + "^");
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Path source = Path.of("target", "previous", before).toAbsolutePath();
        if (!Files.exists(source.resolve("sluice"))) {
            run(Path.of("."), "git", "clone", "--quiet", "--no-checkout", ".", source.toString());
            run(source, "git", "checkout", "--quiet", "--detach", before);
        }
        // Its own script builds it when it was not built yet.
        run(source, "./sluice", "completion");
        return Optional.of(source.resolve("target/quarkus-app/quarkus-run.jar")).filter(Files::exists);
    }

    private static String newestMigration() {
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            return all.max(Comparator.comparingInt(PreviousSluice::number))
                    .orElseThrow()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    /** What a command prints; empty where it fails. */
    private static String run(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? out.strip() : "";
        } catch (IOException missing) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
