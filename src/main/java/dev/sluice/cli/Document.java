package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document to be applied.
 *
 * @param service of a target; empty for the others
 * @param body without its kind, as the API takes it
 * @param place where it was read: file, number and line
 */
record Document(Kind kind, String name, String service, ObjectNode body, String place) {

    /** {@code Target shop/prod-eu}. */
    String title() {
        return kind.word() + " " + (service.isEmpty() ? name : service + "/" + name);
    }
}
