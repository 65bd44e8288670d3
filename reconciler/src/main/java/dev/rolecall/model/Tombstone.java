package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The document that retires a role or a tenant-defined capability for ever. */
public sealed interface Tombstone {
  LocalDate retired();

  String reason();

  SourceRef at();

  /**
   * Of a role.
   *
   * @param successor the role that takes over; null: none does
   * @param deletion the day on which it is deleted, until which it stands without holders; null: it
   *     is deleted at once
   */
  record OfRole(
      Slug slug,
      LocalDate retired,
      String reason,
      @Nullable Sourced<Slug> successor,
      @Nullable Deletion deletion,
      SourceRef at)
      implements Tombstone {

    /** One that deletes at once. */
    public OfRole(
        Slug slug,
        LocalDate retired,
        String reason,
        @Nullable Sourced<Slug> successor,
        SourceRef at) {
      this(slug, retired, reason, successor, null, at);
    }
  }

  record OfCapability(CapabilityId id, LocalDate retired, String reason, SourceRef at)
      implements Tombstone {}
}
