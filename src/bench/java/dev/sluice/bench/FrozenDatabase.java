package dev.sluice.bench;

import dev.sluice.store.own.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that stops answering when it is told to: its connections stay open, as over a lost network. */
final class FrozenDatabase implements AutoCloseable {

    private final Path directory;
    private final OwnPostgres postgres;

    FrozenDatabase(Path directory) {
        this.directory = directory;
        this.postgres = OwnPostgres.start(directory);
    }

    String url() {
        return postgres.jdbcUrl() + "&user=" + postgres.username() + "&password=" + postgres.password();
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst());
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, String.valueOf(postmaster)));
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).orElseThrow().descendants()) {
            children.map(child -> String.valueOf(child.pid())).forEach(command::add);
        }
        new ProcessBuilder(command).start().waitFor();
    }

    @Override
    public void close() {
        postgres.stop();
    }
}
