package dev.rolecall.git;

import java.io.IOException;
import java.io.Serial;

/**
 * A git remote could not be asked, or did not answer as one does. The message is one sentence for
 * people, of one line; it has no secret in it, and carries no cause that might.
 */
public final class RemoteException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  RemoteException(String message) {
    super(message);
  }
}
