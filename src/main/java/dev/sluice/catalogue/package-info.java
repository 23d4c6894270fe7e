/**
 * What people edit (services, environments, targets, strategies) as documents, and how a strategy becomes a plan.
 *
 * <p>Imports the pure packages and {@code traffic}. Start reading in {@link dev.sluice.catalogue.Planner}.
 */
@NullMarked
package dev.sluice.catalogue;

import org.jspecify.annotations.NullMarked;
