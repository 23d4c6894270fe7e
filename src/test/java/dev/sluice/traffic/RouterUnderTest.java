package dev.sluice.traffic;

import dev.sluice.release.TargetId;
import java.util.Optional;

/** Routers of a type, with what the contract needs around them. */
public interface RouterUnderTest extends AutoCloseable {

    TrafficRouter router();

    /** A binding of a target that is there. */
    Binding binding(TargetId target);

    /** What happens before a router is written to: it is recorded. */
    void record(Traffic desired);

    /** The target is there no more. */
    void forget(TargetId target);

    /** Takes the router away, where that can be; empty where it is part of the process. */
    Optional<Runnable> away();

    @Override
    void close();
}
