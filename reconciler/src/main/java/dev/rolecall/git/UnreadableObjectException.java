package dev.rolecall.git;

import java.io.IOException;

/** A commit, tree or file that history names is not in this clone, or is damaged. */
public final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableObjectException(String what, Throwable cause) {
    super(what, cause);
  }

  UnreadableObjectException(String what) {
    super(what);
  }
}
