package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.LocalDate;

/** The document that retires a role or a tenant-defined capability for ever. */
public sealed interface Tombstone {
  LocalDate retired();

  String reason();

  SourceRef at();

  record OfRole(Slug slug, LocalDate retired, String reason, SourceRef at) implements Tombstone {}

  record OfCapability(CapabilityId id, LocalDate retired, String reason, SourceRef at)
      implements Tombstone {}
}
