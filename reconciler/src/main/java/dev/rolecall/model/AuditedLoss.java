package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one entry of a tenant's own audit log says was taken: a role from its holders, or
 * capabilities from a role.
 *
 * @param at by the tenant's clock
 * @param actor id of whoever did it, an account or a program; empty: the tenant does not say
 * @param holders who lost the role
 * @param capabilities that the role lost, all of its own where it was deleted
 * @param deleted whether the role itself went
 */
public record AuditedLoss(
    Instant at,
    String actor,
    Slug role,
    SortedSet<SubjectId> holders,
    SortedSet<CapabilityId> capabilities,
    boolean deleted) {
  public AuditedLoss {
    holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }
}
