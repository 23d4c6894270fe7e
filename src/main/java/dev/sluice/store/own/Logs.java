package dev.sluice.store.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What PostgreSQL says: on its standard error while it starts, then in one file for each day of the week. */
record Logs(Path directory) {

    static final String BY_WEEKDAY = "postgres-%a.log";

    private static final Duration WEEK = Duration.ofDays(6);
    private static final Duration FLUSH = Duration.ofSeconds(1);
    private static final int TAIL = 20;
    private static final int END_BYTES = 16 * 1024;

    /** PostgreSQL empties a day's file only where it runs over midnight: what is a week old is removed here. */
    void prepare(Account account) throws IOException {
        Files.createDirectories(directory);
        account.own(directory);
        FileTime old = FileTime.from(Instant.now().minus(WEEK));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.delete(file);
                }
            }
        }
    }

    Path start() {
        return directory.resolve("start.log");
    }

    /** The latest lines of both, once PostgreSQL has ended. Its log writer may take a moment longer than itself. */
    String tail() {
        Waiting.until(FLUSH, () -> read().contains("FATAL") || read().contains("PANIC"));
        List<String> lines = read().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** Whether the latest start failed only because what went before has not quite ended. */
    boolean sayPredecessorIsThere() {
        String text = read();
        return text.contains("lock file \"postmaster.pid\" already exists")
                || text.contains("pre-existing shared memory block");
    }

    private String read() {
        try {
            Optional<Path> daily = latestDaily();
            return daily.isEmpty() ? end(start()) : end(start()) + end(daily.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String end(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            content.skipNBytes(Math.max(0, Files.size(file) - END_BYTES));
            return new String(content.readNBytes(END_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private Optional<Path> latestDaily() throws IOException {
        FileTime started = Files.getLastModifiedTime(start());
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.equals(start()))
                    .filter(file -> modified(file).compareTo(started) >= 0)
                    .max(Comparator.comparing(Logs::modified));
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
