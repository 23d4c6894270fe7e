/**
 * Who is asking, and may they: API tokens, roles, origins.
 *
 * <p>Imports {@code catalogue}, {@code store}. Start reading in {@link dev.sluice.security.Principal}.
 */
@NullMarked
package dev.sluice.security;

import org.jspecify.annotations.NullMarked;
