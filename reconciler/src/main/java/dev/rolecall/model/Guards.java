package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stops a plan, as {@code guards} of rolecall.yaml and the provider's defaults have it. Each
 * part says where it is set; null: it is the default. A part that is null is off.
 *
 * @param slugLookalike whether a slug that reads like another stops
 * @param roleReturns whether a retired role that comes back under another name stops
 * @param keepSelf whether nobody takes rights from the accounts that rolecall itself works with
 * @param breakGlass whether somebody who says why may go on without an approval
 * @param unknownSubjectsWait whether a new line may name somebody whom the tenant does not know yet
 */
public record Guards(
    @Nullable RemovalBudget removalBudget,
    @Nullable GrantBudget grantBudget,
    @Nullable RevocationBudget revocationBudget,
    List<MinimumHolders> minimumHolders,
    List<RequiredHolder> requiredHolders,
    List<Protected> protectedItems,
    @Nullable Sensitive sensitive,
    boolean slugLookalike,
    boolean roleReturns,
    boolean unknownSubjectsWait,
    boolean keepSelf,
    boolean breakGlass,
    @Nullable DirectUsers directUsers,
    List<MaxDuration> maxDurations,
    List<PathRule> paths,
    @Nullable NetWidening netWidening) {

  public Guards {
    minimumHolders = List.copyOf(minimumHolders);
    requiredHolders = List.copyOf(requiredHolders);
    protectedItems = List.copyOf(protectedItems);
    maxDurations = List.copyOf(maxDurations);
    paths = List.copyOf(paths);
  }

  /** Those of a provider where rolecall.yaml says nothing. */
  public static Guards defaults(TenantFeatures features) {
    return new Guards(
        RemovalBudget.DEFAULT,
        GrantBudget.DEFAULT,
        RevocationBudget.DEFAULT,
        features.strongest().stream().map(item -> new MinimumHolders(item, 2, null)).toList(),
        List.of(),
        List.of(),
        Sensitive.defaults(features),
        true,
        true,
        false,
        true,
        true,
        null,
        List.of(),
        List.of(),
        null);
  }

  /** None at all, the ones that cannot be switched off apart. */
  public static Guards none() {
    return new Guards(
        null, null, null, List.of(), List.of(), List.of(), null, false, false, true, false, true,
        null, List.of(), List.of(), null);
  }

  /**
   * How much one run may take away.
   *
   * @param roles roles retired that two or more people hold, of all roles that git may retire
   * @param assignments assignments removed, of all
   * @param people people who lose access, of all who have any
   * @param holders people fewer who have one role, of those who have it
   */
  public record RemovalBudget(
      Limit roles, Limit assignments, Limit people, Limit holders, @Nullable SourceRef at) {
    public static final RemovalBudget DEFAULT =
        new RemovalBudget(
            new Limit(2, 20, 5),
            new Limit(20, 15, 50),
            new Limit(10, 20, 30),
            new Limit(3, 45, 30),
            null);
  }

  /**
   * How much one run may give.
   *
   * @param people people who gain access, of all who have any
   */
  public record GrantBudget(Limit people, @Nullable SourceRef at) {
    public static final GrantBudget DEFAULT = new GrantBudget(new Limit(20, 20, 50), null);
  }

  /**
   * How many people one run may log out.
   *
   * @param people people whose sessions it ends, of all who have any access
   */
  public record RevocationBudget(Limit people, @Nullable SourceRef at) {
    public static final RevocationBudget DEFAULT =
        new RevocationBudget(new Limit(10, 10, 50), null);
  }

  /** At least so many people keep it; neither disabled accounts nor those of programs count. */
  public record MinimumHolders(Holdable item, int people, @Nullable SourceRef at) {}

  /** The subject holds the role. */
  public record RequiredHolder(Slug role, SubjectName subject, SourceRef at) {}

  /** What nobody takes apart or widens. */
  public sealed interface Protected {
    SourceRef at();

    /** Neither retired nor emptied, and given no further capability. */
    record OfRole(Slug role, SourceRef at) implements Protected {}

    /** Neither emptied nor given a further role. */
    record OfSubject(SubjectName subject, SourceRef at) implements Protected {}
  }

  /**
   * What nobody gets unseen.
   *
   * @param capabilities patterns of {@code area:action} with {@code *} for any text
   * @param assignable of these the ones that people may be given by an ordinary assignment; not a
   *     program, not a broad group, and nobody by widening a role
   * @param broad a group with more than so many in a hundred of all people is broad
   */
  public record Sensitive(
      List<Wildcard> capabilities, List<Wildcard> assignable, int broad, @Nullable SourceRef at) {
    /** More than half of the people. */
    public static final int BROAD = 50;

    public Sensitive {
      capabilities = List.copyOf(capabilities);
      assignable = List.copyOf(assignable);
    }

    static Sensitive defaults(TenantFeatures features) {
      return new Sensitive(
          features.sensitive().stream()
              .map(text -> new Wildcard(text.contains(":") ? text : text + ":*"))
              .toList(),
          features.daily().stream().map(Wildcard::new).toList(),
          BROAD,
          null);
    }

    /** Whether it is one of them. */
    public boolean has(CapabilityId capability) {
      return any(capabilities, capability);
    }

    /** Whether an ordinary assignment may give it. */
    public boolean mayBeAssigned(CapabilityId capability) {
      return any(assignable, capability);
    }

    private static boolean any(List<Wildcard> patterns, CapabilityId capability) {
      String text = capability.toString();
      return patterns.stream().anyMatch(pattern -> pattern.matches(text));
    }
  }

  /**
   * Users instead of groups.
   *
   * @param expiring whether a line that expires may name a user
   * @param reason whether a line of a user needs a reason
   * @param days most days that a line of a user may last; null: any number
   */
  public record DirectUsers(
      boolean expiring, boolean reason, @Nullable Integer days, SourceRef at) {}

  /**
   * What may stand in a folder, so that its owners can be left alone with it.
   *
   * @param path of files, from the root of the roles repository
   * @param kinds of documents that may stand there; empty: any
   * @param mayGrant slugs of the roles that lines there may grant; empty: any
   */
  public record PathRule(
      Wildcard path, SortedSet<String> kinds, List<Wildcard> mayGrant, SourceRef at) {
    public PathRule {
      kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
      mayGrant = List.copyOf(mayGrant);
    }
  }

  /** Roles that go and roles that come in one change must not give anybody more than before. */
  public record NetWidening(SourceRef at) {}

  /** Whoever gets it gets it for so many days at most. */
  public record MaxDuration(Holdable item, int days, SourceRef at) {}
}
