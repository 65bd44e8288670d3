package dev.rolecall.sandbox;

import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to fill an empty tenant with. A record may name only what came before it: users, then
 * groups with their members, capabilities, roles, holders.
 */
public sealed interface SeedRecord {
  /** Where it was written; null when it was generated. */
  @Nullable SourceRef at();

  /**
   * A user.
   *
   * @param id null: a new one. A second user of one e-mail, whatever its letter case, needs one
   */
  record User(@Nullable String id, String email, String name, @Nullable SourceRef at)
      implements SeedRecord {
    public User(String email, String name, @Nullable SourceRef at) {
      this(null, email, name, at);
    }
  }

  /**
   * A group.
   *
   * @param members e-mails, each the first user of it, or ids
   */
  record Group(
      String slug, String name, String description, List<String> members, @Nullable SourceRef at)
      implements SeedRecord {}

  /** A tenant-defined capability. */
  record Capability(
      String area,
      String action,
      String name,
      String description,
      boolean inFlight,
      @Nullable SourceRef at)
      implements SeedRecord {}

  /**
   * A role without its holders.
   *
   * @param capabilities each as {@code area:action}
   */
  record Role(
      String slug,
      String name,
      String description,
      List<String> capabilities,
      @Nullable SourceRef at)
      implements SeedRecord {}

  /**
   * One assignment, of a system role too.
   *
   * @param subject e-mail (the first user of it), id of a user, or group slug
   */
  record Holder(String role, SubjectKind kind, String subject, @Nullable SourceRef at)
      implements SeedRecord {}

  /** A slug that a deleted role once had. */
  record Retired(String slug, String name, @Nullable SourceRef at) implements SeedRecord {}
}
