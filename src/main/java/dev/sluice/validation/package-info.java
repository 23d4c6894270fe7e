/**
 * What is wrong with a document that somebody wrote, told by field: {@link dev.sluice.validation.Flaws} collects it while
 * the fields are read. Knows no document.
 */
@NullMarked
package dev.sluice.validation;

import org.jspecify.annotations.NullMarked;
