package dev.sluice.traffic;

import dev.sluice.connection.Connection;
import dev.sluice.release.TargetId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What routers of a type are opened with.
 *
 * @param bindings of targets, from memory where they are known; empty for a target that there isn't
 * @param connections registered endpoints by name; a changed one has another revision
 * @param now by the database's clock
 */
public record RouterContext(
        Function<TargetId, Optional<Binding>> bindings,
        Function<String, Optional<Connection>> connections,
        Supplier<Instant> now) {}
