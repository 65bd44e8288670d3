/**
 * HTTP, once for every remote: one endpoint is one value; token, retry, rate limit, paging,
 * redaction.
 */
@NullMarked
package dev.rolecall.http;

import org.jspecify.annotations.NullMarked;
