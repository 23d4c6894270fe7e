package dev.sluice.catalogue;

/**
 * What is wrong with an input, told to the person who can mend it.
 *
 * @param pointer JSON pointer (RFC 6901) of the field
 * @param what is wrong, and what to write instead
 */
public record Flaw(String pointer, String what) {}
