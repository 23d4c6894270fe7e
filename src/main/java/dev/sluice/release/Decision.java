package dev.sluice.release;

import java.time.Instant;
import java.util.List;

/**
 * What should happen next.
 *
 * @param release after the events; its targets' stages and generations are the desired traffic
 * @param nextTickAt when to look again, if nothing happens before
 */
public record Decision(Release release, List<Event> events, Instant nextTickAt) {}
