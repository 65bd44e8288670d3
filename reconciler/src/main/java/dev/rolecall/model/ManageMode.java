package dev.rolecall.model;

import java.util.Locale;

/** How far git owns the holders of a role (design.md, rule 1). */
public enum ManageMode {
  /** Holders are the declared ones; others are removed. */
  EXACT,
  /** Declared ones are granted; what git granted before it takes back; others are left alone. */
  ADD,
  /** Nothing is changed. */
  OBSERVE;

  /** The word in a document. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
