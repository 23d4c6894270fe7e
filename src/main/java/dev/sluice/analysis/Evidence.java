package dev.sluice.analysis;

/**
 * What a step must have seen, per gate, before it goes on.
 *
 * @param requests of the candidate, 0 or more
 * @param windows closed and valid, 0 or more
 */
public record Evidence(long requests, int windows) {}
