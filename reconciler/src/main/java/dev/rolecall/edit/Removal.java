package dev.rolecall.edit;

/** What is left of a file after documents were taken out. */
public sealed interface Removal {
  /** Nothing: the file is to be deleted. */
  record WholeFile() implements Removal {}

  /**
   * The other documents, as they were.
   *
   * @param text the whole new file
   */
  record Rest(String text) implements Removal {}
}
