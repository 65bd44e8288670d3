package dev.rolecall.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;

/** A commit, tree or file that history names is not in this clone, or is damaged. */
public final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1;
  private static final String JGIT = "org.eclipse.jgit.";

  /** Whose classes do what they are told: whoever called them is the thrower. */
  private static final List<String> HELPERS = List.of("java.", "jdk.", "sun.", JGIT + "util.");

  /** Something that reads objects of a clone. */
  interface Reading<T> {
    T read() throws IOException;
  }

  UnreadableObjectException(String what, Throwable cause) {
    super(what, cause);
  }

  UnreadableObjectException(String what) {
    super(what);
  }

  /** JGit's words, which name the object, after what was to be read: a commit, or a file of one. */
  static UnreadableObjectException of(String what, IOException e) {
    String reason = String.valueOf(e.getMessage());
    String bare = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    return new UnreadableObjectException(
        "%s cannot be read in this clone: %s".formatted(what, bare), e);
  }

  /**
   * What JGit stumbles over in a damaged clone where it checks nothing: an index out of bounds, a
   * negative size, whatever its storage throws. Empty for what was thrown anywhere else.
   */
  public static Optional<UnreadableObjectException> seenIn(RuntimeException e) {
    String thrower =
        Arrays.stream(e.getStackTrace())
            .map(StackTraceElement::getClassName)
            .dropWhile(name -> HELPERS.stream().anyMatch(name::startsWith))
            .findFirst()
            .orElse("");
    boolean ofData =
        e instanceof IndexOutOfBoundsException
            || e instanceof NegativeArraySizeException
            || e instanceof ArithmeticException;
    boolean reading = thrower.startsWith(ofData ? JGIT : JGIT + "internal.storage.");
    return reading
        ? Optional.of(
            new UnreadableObjectException(
                "a pack, an index or an object of this clone is damaged (%s)"
                    .formatted(e.getClass().getSimpleName()),
                e))
        : Optional.empty();
  }

  /** Reads, and turns what says that an object is missing or damaged into this exception. */
  static <T> T named(String what, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
      throw of(what, e);
    }
  }
}
