/**
 * What is kept in PostgreSQL, and the PostgreSQL that Sluice starts when it is given none.
 *
 * <p>Imports the pure packages. Start reading in {@link dev.sluice.store.ReleaseStore}.
 */
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
