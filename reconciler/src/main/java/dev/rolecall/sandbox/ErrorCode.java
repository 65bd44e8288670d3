package dev.rolecall.sandbox;

import java.util.Locale;

/** The error codes of the contract, each with its usual HTTP status. */
enum ErrorCode {
  INVALID_REQUEST(400),
  INVALID_CLIENT(401),
  INVALID_GRANT(400),
  INVALID_SCOPE(400),
  UNSUPPORTED_GRANT_TYPE(400),
  INVALID_TOKEN(401),
  INSUFFICIENT_SCOPE(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  UNKNOWN_ROLE(404),
  UNKNOWN_CAPABILITY(404),
  UNKNOWN_SUBJECT(404),
  SLUG_TAKEN(409),
  SLUG_RETIRED(409),
  SLUG_IMMUTABLE(409),
  SYSTEM_ROLE(409),
  SYSTEM_CAPABILITY(409),
  CAPABILITY_EXISTS(409),
  CAPABILITY_IN_USE(409),
  IDEMPOTENCY_CONFLICT(409),
  VERSION_CONFLICT(412),
  RATE_LIMITED(429),
  INTERNAL_ERROR(500),
  UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** As it stands in {@code error}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
