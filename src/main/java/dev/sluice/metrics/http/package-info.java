/**
 * How endpoints outside are asked for numbers, by every metric source: {@link dev.sluice.metrics.http.GuardedHttp} limits
 * time, size and how many ask at once, leaves alone what fails often, and asks no address that no endpoint has.
 */
@NullMarked
package dev.sluice.metrics.http;

import org.jspecify.annotations.NullMarked;
