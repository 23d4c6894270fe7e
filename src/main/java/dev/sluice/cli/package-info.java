/**
 * The command line: a client of the API and nothing else.
 *
 * <p>Start reading in {@link dev.sluice.cli.Main}.
 */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
