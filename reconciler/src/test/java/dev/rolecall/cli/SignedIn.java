package dev.rolecall.cli;

import java.util.Map;

/**
 * The refresh token of somebody who has signed in to an application, and whether it works still.
 */
record SignedIn(Outsider outsider, String token) {
  static SignedIn of(Outsider outsider, String user) {
    String token =
        outsider
            .token(Map.of("grant_type", "password", "username", user))
            .ok()
            .json()
            .path("refresh_token")
            .asString();
    return new SignedIn(outsider, token);
  }

  /** The status of a try to have the next tokens. */
  int refreshed() {
    return outsider.token(Map.of("grant_type", "refresh_token", "refresh_token", token)).status();
  }
}
