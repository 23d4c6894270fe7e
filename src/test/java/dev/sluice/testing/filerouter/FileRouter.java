package dev.sluice.testing.filerouter;

import dev.sluice.connection.Connection;
import dev.sluice.release.Health;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Json;
import dev.sluice.traffic.RouterContext;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the tables. A directory that isn't there is a router that can't be reached. */
final class FileRouter implements TrafficRouter {

    private final RouterContext context;

    FileRouter(RouterContext context) {
        this.context = context;
    }

    /**
     * What a file says.
     *
     * @param sixteenths of the traffic that are the candidate's
     */
    record Table(int sixteenths, Traffic traffic) {}

    @Override
    public synchronized Report write(Traffic desired) {
        Path file = file((FileBinding) desired.binding());
        try {
            Optional<Table> present = load(file);
            if (present.filter(table -> table.traffic().generation() > desired.generation())
                    .isEmpty()) {
                save(file, desired);
            }
            return read(file);
        } catch (IOException away) {
            return unreachable(file);
        }
    }

    @Override
    public synchronized Report read(TargetId target) {
        return file(target).map(FileRouter::read).orElseGet(Report.Unknown::new);
    }

    @Override
    public Report lastKnown(TargetId target) {
        return read(target);
    }

    @Override
    public Map<TargetId, Weight> observed(Collection<TargetId> targets) {
        return Map.of();
    }

    @Override
    public synchronized void remove(TargetId target) {
        file(target).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                throw new IllegalStateException(stays);
            }
        });
    }

    @Override
    public synchronized Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        try {
            Optional<Path> file = file(target);
            Optional<Traffic> present = file.isEmpty()
                    ? Optional.empty()
                    : load(file.get()).map(Table::traffic).filter(traffic -> traffic.isOf(release));
            if (present.filter(traffic -> traffic.weight().isAbove(Weight.NONE)).isEmpty()) {
                return present;
            }
            Traffic aborted =
                    present.get().withWeight(Weight.NONE, present.get().generation() + 1);
            save(file.orElseThrow(), aborted);
            return Optional.of(aborted);
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private Optional<Path> file(TargetId target) {
        return context.bindings()
                .apply(target)
                .filter(FileBinding.class::isInstance)
                .map(binding -> file((FileBinding) binding));
    }

    /** A connection that isn't there is a directory that isn't there. */
    private Path file(FileBinding binding) {
        String directory = context.connections()
                .apply(binding.connection())
                .map(Connection::document)
                .filter(DirectoryEndpoint.class::isInstance)
                .map(document -> ((DirectoryEndpoint) document).directory())
                .orElse("/nowhere");
        return Path.of(directory, binding.file());
    }

    private static Report read(Path file) {
        try {
            return load(file).map(FileRouter::report).orElseGet(Report.Unknown::new);
        } catch (IOException away) {
            return unreachable(file);
        }
    }

    private static Report report(Table table) {
        return new Report.InForce(
                FileRouterType.SIXTEENTHS.weightOf(table.sixteenths()),
                Optional.empty(),
                table.traffic().generation(),
                health(table.traffic().stable()),
                health(table.traffic().candidate()),
                FileRouterType.SIXTEENTHS);
    }

    /** It asks nobody: an instance that is named is healthy. */
    private static Health health(Optional<Traffic.Pool> pool) {
        int instances = pool.map(Traffic.Pool::endpoints).map(List::size).orElse(0);
        return instances == 0 ? Health.UNKNOWN : new Health(instances, instances, "");
    }

    private static Report unreachable(Path file) {
        return new Report.Unreachable("there is no directory " + file.getParent());
    }

    private static Optional<Table> load(Path file) throws IOException {
        if (!Files.isDirectory(file.getParent())) {
            throw new IOException("no directory");
        }
        return Files.exists(file) ? Optional.of(Json.read(Files.readString(file), Table.class)) : Optional.empty();
    }

    private static void save(Path file, Traffic traffic) throws IOException {
        Files.writeString(file, Json.write(new Table(FileRouterType.SIXTEENTHS.stepsFor(traffic.weight()), traffic)));
    }
}
