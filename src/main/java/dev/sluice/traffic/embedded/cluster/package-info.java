/**
 * The own routers of all processes that share a database, as one {@link dev.sluice.traffic.TrafficRouter}: each follows
 * the desired traffic in the database, says what it does and hands its counts over. Start reading in
 * {@link dev.sluice.traffic.embedded.cluster.EmbeddedRouters}.
 */
@NullMarked
package dev.sluice.traffic.embedded.cluster;

import org.jspecify.annotations.NullMarked;
