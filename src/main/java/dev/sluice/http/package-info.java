/**
 * HTTP 1.1 at the wire, for every server of this process: requests about whose meaning two implementations could disagree
 * are refused (RFC 9112), and heads that never come to their end are not waited for. Vert.x and Netty repair such
 * requests instead, and offer no setting for it.
 */
@NullMarked
package dev.sluice.http;

import org.jspecify.annotations.NullMarked;
