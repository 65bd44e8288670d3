package dev.rolecall.desired.bind;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Manage;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Tombstone;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document as the model sees it, before it is held against the others. */
public sealed interface Document {
  /** The tenants that it names; empty: all. */
  List<Sourced<String>> tenants();

  /** The start of the document. */
  SourceRef at();

  /** Holders that a document declares for one role; {@code manage} is null when it says nothing. */
  record Holders(
      Sourced<Slug> role,
      @Nullable Sourced<Manage> manage,
      List<DesiredAssignment> assignments,
      SourceRef at) {}

  /** A {@code kind: Role}. */
  record OfRole(
      DesiredRole role,
      Holders holders,
      boolean inline,
      List<Sourced<String>> tenants,
      SourceRef at)
      implements Document {}

  /** A {@code kind: Assignment}. */
  record OfHolders(Holders holders, List<Sourced<String>> tenants, SourceRef at)
      implements Document {}

  /** A {@code kind: Capability}. */
  record OfCapability(DesiredCapability capability, List<Sourced<String>> tenants, SourceRef at)
      implements Document {}

  /** A {@code kind: RetiredRole} or {@code kind: RetiredCapability}. */
  record OfTombstone(Tombstone tombstone, List<Sourced<String>> tenants, SourceRef at)
      implements Document {}

  /** A {@code kind: Catalogue}; it names its one tenant. */
  record OfCatalogue(Catalogue catalogue, List<Sourced<String>> tenants, SourceRef at)
      implements Document {}

  /**
   * A {@code kind: Approval}; it names its tenants.
   *
   * @param expiresAt where its end is written
   */
  record OfApproval(
      Approval approval, List<Sourced<String>> tenants, SourceRef at, SourceRef expiresAt)
      implements Document {}

  /** A {@code kind: Approval} that ratifies a run; it names its tenants. */
  record OfRatification(Ratification ratification, List<Sourced<String>> tenants, SourceRef at)
      implements Document {}

  /** A {@code kind: Policy} with a rule. */
  record OfRule(CustomRule rule, List<Sourced<String>> tenants, SourceRef at) implements Document {}

  /**
   * A {@code kind: Policy} whose capabilities are lost at once.
   *
   * @param items its patterns, and where they stand
   */
  record OfRevocation(
      RevocationPolicy policy,
      List<Sourced<Wildcard>> items,
      List<Sourced<String>> tenants,
      SourceRef at)
      implements Document {}

  /**
   * A {@code kind: Policy} that keeps two sides apart.
   *
   * @param one what stands on its one side, and where
   * @param other what stands on its other side, and where
   * @param ends of its waivers
   */
  record OfPolicy(
      Separation policy,
      List<Sourced<Holdable>> one,
      List<Sourced<Holdable>> other,
      List<Sourced<Instant>> ends,
      List<Sourced<String>> tenants,
      SourceRef at)
      implements Document {}
}
