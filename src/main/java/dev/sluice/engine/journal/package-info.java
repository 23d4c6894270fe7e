/**
 * What is asked while the database is away, on disk before it is answered, and carried out when the database is back.
 *
 * <p>Imports {@code engine}, {@code store}. Start reading in {@link dev.sluice.engine.journal.Journal}.
 */
@NullMarked
package dev.sluice.engine.journal;

import org.jspecify.annotations.NullMarked;
