package dev.sluice.traffic;

import dev.sluice.connection.Connection;
import dev.sluice.release.TargetId;
import java.util.Optional;
import java.util.function.Function;

/**
 * What routers of a type are opened with.
 *
 * @param bindings of targets, from memory where they are known; empty for a target that there isn't
 * @param connections registered endpoints by name; a changed one has another revision
 */
public record RouterContext(
        Function<TargetId, Optional<Binding>> bindings, Function<String, Optional<Connection>> connections) {}
