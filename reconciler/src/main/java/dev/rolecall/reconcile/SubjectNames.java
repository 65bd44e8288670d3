package dev.rolecall.reconcile;

import dev.rolecall.git.RemoteException;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectName;
import dev.rolecall.record.GrantEvent;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.PastRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which account went by which names, as far as the record knows. The newest knowledge is told: a
 * pin of the last run, unless a later run than the pin met the account under another name.
 */
final class SubjectNames {
  private final Map<SubjectId, List<String>> pinned = new HashMap<>();
  private final Map<SubjectId, Met> met = new HashMap<>();
  private final Map<SubjectId, String> newest = new HashMap<>();
  private final Map<SubjectName, Set<SubjectId>> bearers = new HashMap<>();

  /** What a run called an account. */
  private record Met(String name, PastRun.Known run) {}

  SubjectNames(Optional<LastRun> last) {
    last.ifPresent(run ->
        run.pins()
            .ids()
            .forEach((name, id) -> {
              var subject = new SubjectId(name.kind(), id);
              pinned.computeIfAbsent(subject, _ -> new ArrayList<>()).add(name.name());
              bears(name, subject);
            }));
  }

  /** Takes the names that a run has; older runs first. */
  void learn(PastRun.Known run, List<GrantEvent> events) {
    for (GrantEvent event : events) {
      @Nullable String name = event.name();
      if (name != null) {
        SubjectId id = event.grant().subject();
        met.put(id, new Met(name, run));
        bears(new SubjectName(id.kind(), name), id);
      }
    }
  }

  /** Decides for each account, once all runs are learnt. */
  void decide() throws IOException {
    Map<PastRun.Known, Pins> pinsThen = new HashMap<>();
    pinned.forEach((id, names) -> newest.put(id, names.getFirst()));
    for (Map.Entry<SubjectId, Met> entry : met.entrySet()) {
      SubjectId id = entry.getKey();
      Met last = entry.getValue();
      String name = last.name();
      List<String> pins = pinned.getOrDefault(id, List.of());
      if (!pins.isEmpty() && !pins.contains(folded(id, name))) {
        if (!pinsThen.containsKey(last.run())) {
          pinsThen.put(last.run(), pins(last.run()));
        }
        Pins then = pinsThen.getOrDefault(last.run(), Pins.none());
        name =
            pins.stream()
                .filter(pin -> !then.of(new SubjectName(id.kind(), pin)).equals(Optional.of(id)))
                .findFirst()
                .orElse(name);
      }
      newest.put(id, name);
    }
  }

  /** None where they cannot be read: then those of the last run are newer. */
  private static Pins pins(PastRun.Known run) throws IOException {
    try {
      return run.pins();
    } catch (RemoteException e) {
      throw e;
    } catch (IOException e) {
      return Pins.none();
    }
  }

  private static String folded(SubjectId id, String name) {
    return new SubjectName(id.kind(), name).folded().name();
  }

  private void bears(SubjectName name, SubjectId id) {
    bearers.computeIfAbsent(name.folded(), _ -> new HashSet<>()).add(id);
  }

  /** The name of that time, where it is known. */
  @Nullable String of(GrantEvent event) {
    return event.name() == null ? of(event.grant().subject()) : event.name();
  }

  /** The newest name. */
  @Nullable String of(SubjectId id) {
    return newest.get(id);
  }

  /** Whoever has the id, ever went by the name, or goes by it now. */
  Predicate<Subject> meant(String about) {
    Set<SubjectId> bearing = bearing(about);
    return subject ->
        subject.id().equals(about)
            || subject.name().equals(about)
            || bearing.contains(subject.identity());
  }

  private Set<SubjectId> bearing(String about) {
    var meant = new HashSet<SubjectId>();
    for (SubjectName name : List.of(SubjectName.user(about), SubjectName.group(about))) {
      meant.addAll(bearers.getOrDefault(name.folded(), Set.of()));
    }
    return meant;
  }

  /** Grants of the role, and of whoever has the id or ever went by the name. */
  Predicate<Grant> wanted(String about) {
    Set<SubjectId> meant = bearing(about);
    return grant ->
        grant.role().value().equals(about)
            || grant.subject().id().equals(about)
            || meant.contains(grant.subject());
  }
}
