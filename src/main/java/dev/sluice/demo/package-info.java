/**
 * The sample shop in three versions, its shoppers, and the two releases of {@code ./sluice demo}.
 *
 * <p>A client of the API.
 */
@NullMarked
package dev.sluice.demo;

import org.jspecify.annotations.NullMarked;
