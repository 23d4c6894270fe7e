/**
 * The PostgreSQL that Sluice starts when it is given none: real, durable, for nobody but Sluice.
 *
 * <p>Imports only libraries. Start reading in {@link dev.sluice.store.own.OwnPostgres}.
 *
 * <p>{@code postgres} is started itself and not through {@code pg_ctl}, which looks ten times a second whether it is ready,
 * where it is after some hundredths, and knows the process that it started only by a file that a crash may have left behind.
 *
 * <p>What lies in the data directory (mode 0700):
 *
 * <pre>
 * sluice.lock         locked by the operating system while a Sluice uses the directory; holds its process id
 * postgres-VERSION/   the binaries, unpacked once
 * data/               the database
 * postgres.password   of the only user, mode 0600
 * postgres.port       where it listened last
 * postgres-log/       start.log of the latest start, then one file for each day of the week
 * </pre>
 */
@NullMarked
package dev.sluice.store.own;

import org.jspecify.annotations.NullMarked;
