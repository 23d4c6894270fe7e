/**
 * The REST resources, one class a noun; problems; event streams.
 *
 * <p>Imports everything but {@code cli} and {@code demo}.
 */
@NullMarked
package dev.sluice.api;

import org.jspecify.annotations.NullMarked;
