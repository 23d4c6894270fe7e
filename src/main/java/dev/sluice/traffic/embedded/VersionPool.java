package dev.sluice.traffic.embedded;

import dev.sluice.release.Version;

/** A version's part of a route: its instances and its counts. */
record VersionPool(Version version, Backends backends, VersionTally tally) {}
