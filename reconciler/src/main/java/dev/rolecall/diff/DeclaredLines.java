package dev.rolecall.diff;

import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.DeclaredChange.Field;
import dev.rolecall.diff.DeclaredChange.Standing;
import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Grant;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of one role that come, go or change, as far as no step shows it. */
final class DeclaredLines {
  private final DiffInputs inputs;
  private final Covered covered;
  private final Slug role;
  private final LineResolver resolver;
  private final List<DeclaredChange> found = new ArrayList<>();

  DeclaredLines(DiffInputs inputs, Covered covered, Slug role) {
    this.inputs = inputs;
    this.covered = covered;
    this.role = role;
    this.resolver = new LineResolver(inputs.live().directory(), inputs.record().pins());
  }

  List<DeclaredChange> between(@Nullable DesiredHolding was, @Nullable DesiredHolding is) {
    if (was != null && is != null && is.hasTheLinesOf(was)) {
      return found; // nearly all roles of nearly all commits
    }
    Map<SubjectName, DesiredAssignment> before = lines(was);
    Map<SubjectName, DesiredAssignment> after = lines(is);
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    Map<SubjectName, DesiredAssignment> sameAccount = sameAccount(before, after);
    var told = new HashSet<SubjectName>();
    sameAccount.values().forEach(line -> told.add(line.subject().folded()));
    for (SubjectName name : all) {
      @Nullable DesiredAssignment earlier = before.get(name);
      @Nullable DesiredAssignment other = sameAccount.get(name);
      if (other != null) {
        differ(Objects.requireNonNull(earlier), other, is);
      } else if (earlier != null || !told.contains(name)) {
        line(earlier, after.get(name), is);
      }
    }
    return found;
  }

  /** The lines that only call their account something else now, by the name that they had. */
  private Map<SubjectName, DesiredAssignment> sameAccount(
      Map<SubjectName, DesiredAssignment> before, Map<SubjectName, DesiredAssignment> after) {
    var added = new HashMap<Grant, DesiredAssignment>();
    after.forEach((name, line) -> {
      if (!before.containsKey(name)) {
        account(line).ifPresent(account -> added.put(account, line));
      }
    });
    var same = new HashMap<SubjectName, DesiredAssignment>();
    before.forEach((name, line) -> {
      if (!after.containsKey(name)) {
        account(line).map(added::get).ifPresent(other -> same.put(name, other));
      }
    });
    return same;
  }

  private static Map<SubjectName, DesiredAssignment> lines(@Nullable DesiredHolding holding) {
    var lines = new TreeMap<SubjectName, DesiredAssignment>();
    if (holding != null) {
      holding.assignments().forEach(line -> lines.put(line.subject().folded(), line));
    }
    return lines;
  }

  private void line(
      @Nullable DesiredAssignment was,
      @Nullable DesiredAssignment is,
      @Nullable DesiredHolding holding) {
    if (is == null) {
      goes(Objects.requireNonNull(was), holding);
    } else if (was == null) {
      if (!shown(is)) {
        say(Field.HOLDER, null, term(is), standing(is, holding), is);
      }
    } else {
      differ(was, is, holding);
    }
  }

  private void differ(
      DesiredAssignment was, DesiredAssignment is, @Nullable DesiredHolding holding) {
    differ(Field.FROM, first(was), first(is), is, holding);
    differ(Field.EXPIRES, last(was), last(is), is, holding);
    differ(Field.REASON, was.reason(), is.reason(), is, holding);
    if (was.subject().folded().equals(is.subject().folded())) {
      differ(Field.ID, was.id(), is.id(), is, holding);
    } else {
      boolean sameId = called(was).equals(called(is));
      differ(
          sameId ? Field.NAME : Field.ID,
          sameId ? was.subject().name() : called(was),
          sameId ? is.subject().name() : called(is),
          is,
          holding);
    }
  }

  private static String called(DesiredAssignment line) {
    return line.id() == null ? line.subject().name() : line.id();
  }

  private void goes(DesiredAssignment was, @Nullable DesiredHolding holding) {
    if (shown(was) || covered.whole(role)) {
      return;
    }
    Standing standing =
        observed(was, holding)
            ? Standing.OBSERVED
            : !was.startedBy(inputs.now()) || was.expiredBy(inputs.now())
                ? Standing.OVER
                : account(was).map(this::leaves).orElseGet(() -> leavesUnseen(was));
    found.add(
        new DeclaredChange(
            new About.OfHolder(role, was.subject()),
            Field.HOLDER,
            term(was),
            null,
            standing,
            null));
  }

  /** Of a name that nobody was looked up by: who it led to may hold nothing, and then it is so. */
  private Standing leavesUnseen(DesiredAssignment was) {
    SubjectName name = was.subject().folded();
    var pin = inputs.record().pins().of(name);
    return inputs.live().holders(role, name.kind()).stream()
            .noneMatch(one -> one.key().equals(name) || pin.equals(Optional.of(one.identity())))
        ? Standing.IN_EFFECT
        : Standing.SUBJECT_WAITS;
  }

  private Standing leaves(Grant account) {
    if (!held(account)) {
      return Standing.IN_EFFECT;
    }
    return inputs.record().granted().has(account) ? Standing.SUBJECT_WAITS : Standing.LEFT_ALONE;
  }

  private Standing standing(DesiredAssignment line, @Nullable DesiredHolding holding) {
    if (observed(line, holding)) {
      return Standing.OBSERVED;
    }
    if (!line.startedBy(inputs.now())) {
      return Standing.STARTS_LATER;
    }
    if (line.expiredBy(inputs.now())) {
      return Standing.OVER;
    }
    Optional<Grant> account = account(line);
    return account.isEmpty()
        ? Standing.SUBJECT_WAITS
        : covered.holder(account.get()) ? Standing.GRANTED_NOW : Standing.IN_EFFECT;
  }

  private static boolean observed(DesiredAssignment line, @Nullable DesiredHolding holding) {
    return holding != null && holding.manage().of(line.subject().kind()) == ManageMode.OBSERVE;
  }

  /** Whether a step adds or removes that holder. */
  private boolean shown(DesiredAssignment line) {
    return account(line).filter(covered::holder).isPresent();
  }

  private Optional<Grant> account(DesiredAssignment line) {
    return switch (resolver.resolve(line)) {
      case Meant.Account account -> Optional.of(new Grant(role, account.subject().identity()));
      case Meant.Waits _ -> Optional.empty();
    };
  }

  private boolean held(Grant grant) {
    return inputs.live().holders(role, grant.subject().kind()).stream()
        .anyMatch(holder -> holder.id().equals(grant.subject().id()));
  }

  /** A date that a step is made of shows there; a reason and an id never do. */
  private void differ(
      Field field,
      @Nullable String was,
      @Nullable String is,
      DesiredAssignment line,
      @Nullable DesiredHolding holding) {
    boolean inStep =
        (field == Field.FROM || field == Field.EXPIRES)
            && account(line).filter(covered::dates).isPresent();
    if (!Objects.equals(was, is) && !inStep) {
      say(field, was, is, standing(line, holding), line);
    }
  }

  private void say(
      Field field,
      @Nullable String was,
      @Nullable String is,
      Standing standing,
      DesiredAssignment line) {
    found.add(
        new DeclaredChange(
            new About.OfHolder(role, line.subject()), field, was, is, standing, line.at()));
  }

  private static @Nullable String first(DesiredAssignment line) {
    return line.from() == null ? null : Days.first(line.from());
  }

  private static @Nullable String last(DesiredAssignment line) {
    return line.expires() == null ? null : Days.last(line.expires());
  }

  private static String term(DesiredAssignment line) {
    String from = first(line);
    String last = last(line);
    return "declared"
        + (from == null ? "" : ", from " + from)
        + (last == null ? "" : ", until " + last);
  }
}
