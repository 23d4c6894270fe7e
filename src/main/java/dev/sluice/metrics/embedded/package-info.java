/** The counts of Sluice's own routers as a metric source. Start reading in {@link dev.sluice.metrics.embedded.EmbeddedSource}. */
@NullMarked
package dev.sluice.metrics.embedded;

import org.jspecify.annotations.NullMarked;
