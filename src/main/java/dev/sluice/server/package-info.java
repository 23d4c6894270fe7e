/**
 * One process of Sluice: what {@code serve} is told, what stands around the service (the router and the own PostgreSQL),
 * and how the parts are put together, started and stopped.
 *
 * <p>Nothing but {@code dev.sluice.Main} depends on it. Start reading in {@link dev.sluice.server.Server}, then
 * {@link dev.sluice.server.Wiring}.
 */
@NullMarked
package dev.sluice.server;

import org.jspecify.annotations.NullMarked;
