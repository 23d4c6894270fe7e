/**
 * The HTTP router that Sluice brings: splits each target's requests between stable and candidate by a stable hash,
 * counts what users got, and keeps serving its last table when everything else is away.
 *
 * <p>Start reading in {@link dev.sluice.traffic.embedded.EmbeddedRouter}; one request's way is
 * {@link dev.sluice.traffic.embedded.Exchange}. Imports the pure packages, Vert.x, Netty and Jackson.
 *
 * <p>The exchange is written on Vert.x core rather than on vertx-http-proxy 4.5: that one forwards headers that
 * {@code Connection} names, tunnels WebSockets past its interceptors and without back-pressure, and doesn't tell an
 * upstream that failed from a client that left, which is the one thing a canary's count must know.
 */
@NullMarked
package dev.sluice.traffic.embedded;

import org.jspecify.annotations.NullMarked;
