/**
 * The PostgreSQL that Sluice starts when it is given none: real, durable, for nobody but Sluice.
 *
 * <p>Imports only libraries. Start reading in {@link dev.sluice.store.own.OwnPostgres}.
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
