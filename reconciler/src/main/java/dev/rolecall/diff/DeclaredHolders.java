package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom the lines of one kind of one role mean: accounts, and lines that wait to be settled. */
final class DeclaredHolders {
  private final Instant now;
  private final Map<String, Meant.Account> accounts = new LinkedHashMap<>();
  private final Set<String> active = new HashSet<>();
  private final List<Meant.Waits> waiting = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();

  private DeclaredHolders(Instant now) {
    this.now = now;
  }

  /** Finds them in the tenant; pins, and two lines for one account, go to the collected. */
  static DeclaredHolders resolve(DiffInputs inputs, List<DesiredAssignment> lines, Collected into) {
    var holders = new DeclaredHolders(inputs.now());
    var resolver = new LineResolver(inputs.live().directory(), inputs.record().pins());
    for (DesiredAssignment line : lines) {
      Meant meant = resolver.resolve(line);
      resolver.pinAfter(meant).ifPresent(id -> into.pin(line.subject(), id));
      switch (meant) {
        case Meant.Account account -> holders.declare(account, into);
        case Meant.Waits waits -> holders.waitFor(waits);
      }
    }
    holders.kept.removeAll(holders.active);
    return holders;
  }

  private void declare(Meant.Account account, Collected into) {
    Meant.Account other = accounts.putIfAbsent(account.subject().id(), account);
    if (other != null) {
      into.findings.add(
          Problem.error(
              RuleId.DUPLICATE_SUBJECT,
              account.line().at(),
              "%s is the same %s as %s at %s."
                  .formatted(
                      account.line().subject().name(),
                      account.line().subject().kind().word(),
                      other.line().subject().name(),
                      other.line().at())));
    } else if (account.line().activeAt(now)) {
      active.add(account.subject().id());
    }
  }

  private void waitFor(Meant.Waits waits) {
    if (!waits.line().expiredBy(now)) {
      waiting.add(waits);
    }
    if (waits.line().activeAt(now)) {
      kept.addAll(waits.keeps());
    }
  }

  /** In the order of the lines; the first of two lines for one account. */
  Collection<Meant.Account> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  /** The line of an account, active or not; null where none means it. */
  @Nullable DesiredAssignment line(String id) {
    Meant.Account account = accounts.get(id);
    return account == null ? null : account.line();
  }

  /** Whether a line grants the role to this account now. */
  boolean isActive(String id) {
    return active.contains(id);
  }

  /** Whether a line that waits may mean this account, which therefore keeps what it holds. */
  boolean keeps(String id) {
    return kept.contains(id);
  }

  /** Lines that have not expired and mean nobody for certain. */
  List<Meant.Waits> waiting() {
    return Collections.unmodifiableList(waiting);
  }

  /** Those of them that any undeclared holder might be meant by, now. */
  List<Meant.Waits> mayMeanAnybody() {
    return waiting.stream().filter(w -> w.anybody() && w.line().activeAt(now)).toList();
  }
}
