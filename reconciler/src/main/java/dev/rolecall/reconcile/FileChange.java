package dev.rolecall.reconcile;

/**
 * What was done to one file of the roles repository.
 *
 * @param file relative to the folder that was written to
 */
public record FileChange(Kind kind, String file) {

  /** What was done. */
  public enum Kind {
    WROTE("wrote"),
    EDITED("edited"),
    REMOVED("removed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For example {@code wrote}. */
    public String word() {
      return word;
    }
  }
}
