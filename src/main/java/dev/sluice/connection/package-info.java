/**
 * Registered endpoints outside, which routers and metric sources name and never address: the document
 * {@link dev.sluice.connection.ConnectionDocument} has a record for each {@link dev.sluice.connection.ConnectionType}.
 */
@NullMarked
package dev.sluice.connection;

import org.jspecify.annotations.NullMarked;
