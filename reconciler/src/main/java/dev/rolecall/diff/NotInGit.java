package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Grant;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the tenant has and git does not speak of, as far as it was read: never touched, and never to
 * be called clean.
 *
 * @param roles made in the tenant, with their holders
 * @param holders of roles that git does speak of, and of roles that ship with the tenant
 * @param capabilities tenant-defined ones
 */
public record NotInGit(
    List<RoleHolders> roles, List<RoleHolders> holders, List<CapabilityId> capabilities) {
  public NotInGit {
    roles = List.copyOf(roles);
    holders = List.copyOf(holders);
    capabilities = List.copyOf(capabilities);
  }

  /**
   * Some holders of a role.
   *
   * @param system whether the role ships with the tenant, or is one of a client's
   */
  public record RoleHolders(Slug role, boolean system, List<Subject> subjects) {
    public RoleHolders {
      subjects = List.copyOf(subjects);
    }
  }

  public boolean isEmpty() {
    return roles.isEmpty() && holders.isEmpty() && capabilities.isEmpty();
  }

  /** How many people and groups hold something that git does not speak of. */
  public int holderCount() {
    return roles.stream().mapToInt(r -> r.subjects().size()).sum()
        + holders.stream().mapToInt(r -> r.subjects().size()).sum();
  }

  /** What is left of the live state once all that git says of it is taken away. */
  public static NotInGit of(DiffInputs inputs, DiffResult difference) {
    var known = spokenOf(inputs, difference);
    var roles = new ArrayList<RoleHolders>();
    var holders = new ArrayList<RoleHolders>();
    for (LiveRole role : inputs.live().roles().values()) {
      Slug slug = role.slug();
      if (inputs.desired().retired().containsKey(slug) || inputs.desired().ends(slug)) {
        continue;
      }
      List<Subject> rest =
          inputs.live().holders(slug).stream()
              .filter(subject -> !known.contains(new Grant(slug, subject.identity())))
              .toList();
      if (!role.system() && !inputs.desired().roles().containsKey(slug)) {
        roles.add(new RoleHolders(slug, false, inputs.live().holders(slug)));
      } else if (!rest.isEmpty()) {
        holders.add(new RoleHolders(slug, role.system(), rest));
      }
    }
    List<CapabilityId> capabilities =
        inputs.live().capabilities().values().stream()
            .filter(capability -> capability.origin() == Capability.Origin.TENANT_DEFINED)
            .map(Capability::id)
            .filter(id -> !inputs.desired().capabilities().containsKey(id))
            .filter(id -> !inputs.desired().retiredCapabilities().containsKey(id))
            .toList();
    return new NotInGit(roles, holders, capabilities);
  }

  /** Holders that a line declares now, a change is about, or something withheld keeps. */
  private static Set<Grant> spokenOf(DiffInputs inputs, DiffResult difference) {
    var known = new HashSet<>(difference.unwritten().adopts());
    for (Change change : difference.changes()) {
      if (change instanceof Change.AssignmentRemoved removed) {
        known.add(new Grant(removed.role(), removed.subject().identity()));
      }
    }
    for (Withheld withheld : difference.withheld()) {
      withheld.holders().forEach(s -> known.add(new Grant(withheld.role(), s.identity())));
    }
    var resolver = new LineResolver(inputs.live().directory(), inputs.record().pins());
    for (DesiredHolding holding : inputs.desired().holdings().values()) {
      holding
          .assignments()
          .forEach(line -> {
            if (line.activeAt(inputs.now())
                && resolver.resolve(line) instanceof Meant.Account account) {
              known.add(new Grant(holding.role(), account.subject().identity()));
            }
          });
    }
    return known;
  }
}
