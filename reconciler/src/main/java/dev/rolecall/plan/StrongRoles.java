package dev.rolecall.plan;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.HashSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells which roles of a plan let people do much, before it or after it. */
final class StrongRoles {
  /** So many capabilities are much, whatever they are. */
  private static final int MANY = 10;

  private final DiffInputs inputs;
  private final EffectiveAccess before;
  private final EffectiveAccess after;

  private StrongRoles(DiffInputs inputs, Collection<Change> changes) {
    this.inputs = inputs;
    this.before = EffectiveAccess.of(inputs.live(), inputs.features());
    this.after = before.after(changes);
  }

  static SortedSet<Slug> of(
      DiffInputs inputs, DiffResult difference, Collection<Notices.Declared> declared) {
    var about = new HashSet<Slug>();
    for (Change change : difference.changes()) {
      @Nullable Slug role = change.role();
      if (role != null) {
        about.add(role);
      }
    }
    for (Notices.Declared one : declared) {
      switch (one.change().about()) {
        case DeclaredChange.About.OfHolder of -> about.add(of.role());
        case DeclaredChange.About.OfRole of -> about.add(of.role());
        case DeclaredChange.About.OfCapability _, DeclaredChange.About.OfDocument _ -> {}
      }
    }
    difference.withheld().stream().map(Withheld::role).forEach(about::add);
    var strong = new StrongRoles(inputs, difference.changes());
    var found = new TreeSet<Slug>();
    about.stream().filter(strong::isStrong).forEach(found::add);
    return found;
  }

  private boolean isStrong(Slug role) {
    return shipped(role) || much(before, role) || much(after, role);
  }

  /** Where roles contain roles, those of clients ship as well, and most are harmless. */
  private boolean shipped(Slug role) {
    @Nullable LiveRole live = inputs.live().roles().get(role);
    return live != null && live.system() && inputs.features().roleArea() == null;
  }

  private boolean much(EffectiveAccess access, Slug role) {
    var capabilities = access.ofRole(role).capabilities();
    return capabilities.size() >= MANY
        || capabilities.stream().anyMatch(inputs.features()::isSensitive);
  }
}
