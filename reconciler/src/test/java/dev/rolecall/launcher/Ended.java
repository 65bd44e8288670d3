package dev.rolecall.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a run left: exit code, standard output, standard error. */
record Ended(int exit, String out, String err) {

  Ended exits(int code) {
    assertEquals(code, exit, this::toString);
    return this;
  }
}
