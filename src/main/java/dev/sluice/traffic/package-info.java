/**
 * Where traffic is shifted: the port {@link dev.sluice.traffic.TrafficRouter} and its adapters,
 * among them the router that Sluice brings.
 *
 * <p>Imports the pure packages.
 */
@NullMarked
package dev.sluice.traffic;

import org.jspecify.annotations.NullMarked;
