package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A part of a file, before it is known what it is.
 *
 * @param number within its file, from 1
 * @param line where it begins, from 1
 */
record RawDocument(JsonNode content, int number, int line) {}
