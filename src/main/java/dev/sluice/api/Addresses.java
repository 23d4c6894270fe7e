package dev.sluice.api;

import java.net.URI;

/** Where this process can be reached. */
public record Addresses(URI api, URI router) {}
