/**
 * Who gets the candidate: stable buckets by hash (algorithm {@code pdc1}).
 *
 * <p>Pure: imports only {@code java.*}, Guava hashing and RE2/J. Start reading in {@link dev.sluice.cohort.Bucket}.
 */
@NullMarked
package dev.sluice.cohort;

import org.jspecify.annotations.NullMarked;
