package dev.rolecall.model;

/** The kinds of identity system that rolecall drives. */
public enum Provider {
  TENANT_API,
  KEYCLOAK;

  /** The word in {@code rolecall.yaml}. */
  public String word() {
    return switch (this) {
      case TENANT_API -> "tenant-api";
      case KEYCLOAK -> "keycloak";
    };
  }
}
