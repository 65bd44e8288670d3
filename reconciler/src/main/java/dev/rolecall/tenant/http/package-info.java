/** HTTP to a tenant, once for all adapters: token, retry, rate limit, paging, redaction. */
@NullMarked
package dev.rolecall.tenant.http;

import org.jspecify.annotations.NullMarked;
