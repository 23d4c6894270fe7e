package dev.sluice.connection;

/**
 * A registered endpoint as it is now.
 *
 * @param revision tells when the document is another one: what was opened with an older one is to be opened anew
 */
public record Connection(String name, long revision, ConnectionDocument document) {}
