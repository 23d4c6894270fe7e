package dev.sluice.testing.filerouter;

import dev.sluice.connection.Connection;
import dev.sluice.release.TargetId;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.RouterContext;
import dev.sluice.traffic.RouterUnderTest;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory of tables. */
public final class FileRouterUnderTest implements RouterUnderTest {

    private final Path directory;
    private final FileRouter router;

    private FileRouterUnderTest(Path directory) {
        this.directory = directory;
        this.router = new FileRouter(new RouterContext(
                target -> Optional.of(binding(target)),
                name -> Optional.of(new Connection(name, 1, new DirectoryEndpoint(name, null, directory.toString())))));
    }

    public static FileRouterUnderTest start() {
        try {
            return new FileRouterUnderTest(Files.createTempDirectory("sluice-file-router"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TrafficRouter router() {
        return router;
    }

    @Override
    public Binding binding(TargetId target) {
        return new FileBinding("tables", target.name());
    }

    @Override
    public void record(Traffic desired) {
        // It is written to; where else it is recorded is none of its business.
    }

    @Override
    public void forget(TargetId target) {
        // As above.
    }

    @Override
    public Optional<Runnable> away() {
        return Optional.of(this::close);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve("eu"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
