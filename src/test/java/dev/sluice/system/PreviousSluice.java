package dev.sluice.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sluice as it was with a schema before today's, built from the history of this repository.
 *
 * <p>Of the commits before one that added a migration it is the one with most migrations, where these are the first ones
 * of today's. Such a database goes on to today's schema by migrations that come after its own; one that a commit left
 * which had a later migration and lacked an earlier one would not.
 */
final class PreviousSluice {

    private static final String MIGRATIONS = "src/main/resources/db/migration/";
    private static final Path HERE = Path.of(".");

    private PreviousSluice() {}

    /** Its program, built once; empty where the history doesn't reach back so far. */
    static Optional<Path> jar() {
        List<String> today = migrations("HEAD");
        Optional<String> before = run(HERE, "git", "log", "--diff-filter=A", "--format=%H^", "--", MIGRATIONS)
                .lines()
                .filter(commit -> isBeginning(migrations(commit), today))
                .max(Comparator.comparingInt(commit -> migrations(commit).size()));
        return before.map(commit -> run(HERE, "git", "rev-parse", "--verify", commit))
                .filter(commit -> !commit.isEmpty())
                .map(PreviousSluice::built)
                .filter(Files::exists);
    }

    private static boolean isBeginning(List<String> some, List<String> all) {
        return !some.isEmpty() && some.size() < all.size() && some.equals(all.subList(0, some.size()));
    }

    /** In the order in which they are carried out. */
    private static List<String> migrations(String commit) {
        return run(HERE, "git", "ls-tree", "--name-only", commit, MIGRATIONS)
                .lines()
                .sorted(Comparator.comparingInt(PreviousSluice::number))
                .toList();
    }

    private static int number(String migration) {
        return Integer.parseInt(migration.substring(MIGRATIONS.length() + 1, migration.indexOf("__")));
    }

    private static Path built(String commit) {
        Path source = Path.of("target", "previous", commit).toAbsolutePath();
        if (!Files.exists(source.resolve("sluice"))) {
            run(HERE, "git", "clone", "--quiet", "--no-checkout", ".", source.toString());
            run(source, "git", "checkout", "--quiet", "--detach", commit);
            leaveUnchecked(source.resolve("pom.xml"));
        }
        // Its own script builds it when it was not built yet.
        run(source, "./sluice", "completion");
        return source.resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** What a checker finds in code of before is of no interest any more; not every commit satisfied it. */
    private static void leaveUnchecked(Path pom) {
        try {
            Files.writeString(pom, Files.readString(pom).replaceAll("<arg>-(Werror|Xplugin:)[^<]*</arg>", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
