package dev.rolecall.sandbox;

import java.util.Set;

/** The client behind a request and the scopes that its token grants. */
record Caller(String client, Set<String> scopes) {
  static final Caller NOBODY = new Caller("", Set.of());
}
