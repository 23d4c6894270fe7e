/**
 * What the code can't say by itself in the OpenAPI document: permissions, errors, examples, what fields mean.
 *
 * <p>Runs in the build. Start reading in {@link dev.sluice.api.contract.Contract}.
 */
@NullMarked
package dev.sluice.api.contract;

import org.jspecify.annotations.NullMarked;
