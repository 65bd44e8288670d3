package dev.rolecall.diff;

import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.DeclaredChange.Field;
import dev.rolecall.diff.DeclaredChange.Standing;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds two desired states against each other and says every difference that no change of the
 * tenant shows. So a commit that changes anything is never shown as one that changes nothing.
 */
final class DeclaredDiff {
  private static final String DECLARED = "declared";
  private static final Comparator<DeclaredChange> ORDER =
      Comparator.comparing(DeclaredChange::about)
          .thenComparing(DeclaredChange::field)
          .thenComparing(c -> String.valueOf(c.before()))
          .thenComparing(c -> String.valueOf(c.after()));

  private final DiffInputs inputs;
  private final DesiredState before;
  private final Covered covered;
  private final List<DeclaredChange> found = new ArrayList<>();

  DeclaredDiff(DiffInputs inputs, DesiredState before, List<Change> changes) {
    this.inputs = inputs;
    this.before = before;
    this.covered = new Covered(changes);
  }

  List<DeclaredChange> run() {
    DesiredState after = inputs.desired();
    for (Slug role : union(before.roles().keySet(), after.roles().keySet())) {
      role(role, before.roles().get(role), after.roles().get(role));
    }
    for (Slug role : union(before.holdings().keySet(), after.holdings().keySet())) {
      holding(role, before.holdings().get(role), after.holdings().get(role));
    }
    for (var id : union(before.capabilities().keySet(), after.capabilities().keySet())) {
      capability(id, before.capabilities().get(id), after.capabilities().get(id));
    }
    found.addAll(new DeclaredTombstones(covered).between(before, after));
    found.addAll(DeclaredPolicies.between(before, after));
    found.sort(ORDER);
    return found;
  }

  private void role(Slug slug, @Nullable DesiredRole was, @Nullable DesiredRole is) {
    var about = new About.OfRole(slug);
    if (was == null && is != null) {
      if (!covered.whole(slug) && !is.ends()) {
        say(about, Field.DOCUMENT, null, DECLARED, Standing.IN_EFFECT, is.at());
      }
    } else if (is == null) {
      if (!inputs.desired().retired().containsKey(slug)) {
        say(about, Field.DOCUMENT, DECLARED, null, Standing.VANISHED, null);
      }
    } else {
      Objects.requireNonNull(was);
      if (!covered.name(slug)) {
        differ(about, Field.NAME, was.name().value(), is.name().value(), is.name().at());
      }
      if (!covered.description(slug)) {
        String text = was.description().value();
        differ(about, Field.DESCRIPTION, text, is.description().value(), is.description().at());
      }
      contents(about, was, is);
    }
  }

  private void contents(About.OfRole about, DesiredRole was, DesiredRole is) {
    for (CapabilityId id : union(was.capabilities().keySet(), is.capabilities().keySet())) {
      @Nullable SourceRef at = is.capabilities().get(id);
      boolean before = was.capabilities().containsKey(id);
      if (before != (at != null) && !covered.content(about.role(), id)) {
        String text = id.toString();
        say(
            about,
            Field.CAPABILITY,
            before ? text : null,
            before ? null : text,
            !before && inputs.leavesOut(about.role(), id)
                ? Standing.SLUG_RETIRED
                : Standing.IN_EFFECT,
            before ? is.at() : at);
      }
    }
  }

  private void holding(Slug slug, @Nullable DesiredHolding was, @Nullable DesiredHolding is) {
    boolean comesOrGoes = was == null || is == null;
    if (!(comesOrGoes && covered.whole(slug)) && !ends(slug)) {
      var about = new About.OfRole(slug);
      for (SubjectKind kind : SubjectKind.values()) {
        Field field =
            switch (kind) {
              case GROUP -> Field.MANAGE_GROUPS;
              case USER -> Field.MANAGE_USERS;
            };
        @Nullable String mode = was == null ? null : was.manage().of(kind).word();
        @Nullable String now = is == null ? null : is.manage().of(kind).word();
        @Nullable SourceRef at = placeOf(slug, is);
        boolean both = was != null && is != null;
        if ((both && !Objects.equals(mode, now))
            || (!both && !isRole(slug) && tells(was, is, kind))) {
          say(about, field, mode, now, Standing.RULE, at);
        }
      }
    }
    boolean vanished = is == null && isRole(slug);
    if (!vanished) {
      found.addAll(new DeclaredLines(inputs, covered, slug).between(was, is));
    }
  }

  /** Whether the mode says more than the lines, whose default it is to add. */
  private static boolean tells(
      @Nullable DesiredHolding was, @Nullable DesiredHolding is, SubjectKind kind) {
    DesiredHolding one = is == null ? Objects.requireNonNull(was) : is;
    return one.assignments().isEmpty() || one.manage().of(kind) != ManageMode.ADD;
  }

  /** Whether a Role document speaks of it, which then says that it comes or goes. */
  private boolean isRole(Slug slug) {
    return before.roles().containsKey(slug) || inputs.desired().roles().containsKey(slug);
  }

  private @Nullable SourceRef placeOf(Slug slug, @Nullable DesiredHolding holding) {
    DesiredRole role = inputs.desired().roles().get(slug);
    return role != null
        ? role.at()
        : holding == null || holding.assignments().isEmpty()
            ? null
            : holding.assignments().getFirst().at();
  }

  /** Whether a tombstone decides about its holders, then or now. */
  private boolean ends(Slug slug) {
    DesiredState after = inputs.desired();
    return after.retired().containsKey(slug) || after.ends(slug) || before.ends(slug);
  }

  private void capability(
      CapabilityId id, @Nullable DesiredCapability was, @Nullable DesiredCapability is) {
    if (covered.capability(id)) {
      return;
    }
    var about = new About.OfCapability(id);
    if (was == null && is != null) {
      say(about, Field.DOCUMENT, null, DECLARED, Standing.IN_EFFECT, is.at());
    } else if (was != null && is == null) {
      if (!inputs.desired().retiredCapabilities().containsKey(id)) {
        say(about, Field.DOCUMENT, DECLARED, null, Standing.VANISHED, null);
      }
    } else if (was != null && is != null) {
      differ(about, Field.NAME, was.definition().name(), is.definition().name(), is.at());
      String text = was.definition().description();
      differ(about, Field.DESCRIPTION, text, is.definition().description(), is.at());
    }
  }

  private void differ(About about, Field field, String was, String is, @Nullable SourceRef at) {
    if (!was.equals(is)) {
      say(about, field, was, is, Standing.IN_EFFECT, at);
    }
  }

  private void say(
      About about,
      Field field,
      @Nullable String was,
      @Nullable String is,
      Standing standing,
      @Nullable SourceRef at) {
    found.add(new DeclaredChange(about, field, was, is, standing, at));
  }

  private static <T extends Comparable<T>> Set<T> union(Set<T> one, Set<T> other) {
    var both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }
}
