package dev.rolecall.record;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many grants a run moved without a step, for its message.
 *
 * @param adopted held by hand before
 * @param more settled as granted
 * @param less settled as removed, or given up
 * @param owed who is to be logged out still
 * @param paid whether somebody was to be, and nobody is any more
 */
record Moves(int adopted, int more, int less, int owed, boolean paid) {
  static final Moves NONE = new Moves(0, 0, 0, 0, false);

  /** Of an end: what it adopts. */
  static Moves of(Settled started, RunEnd end, Collection<Grant> adopted) {
    int count = 0;
    if (end.state() == RunState.DONE) {
      for (Grant grant : adopted) {
        count += started.granted().has(grant) ? 0 : 1;
      }
    }
    return new Moves(count, 0, 0, 0, false);
  }

  /** With what its start had moved already. */
  Moves since(@Nullable LastRun last, Settled started) {
    Granted before = last == null ? Granted.nothing() : last.granted();
    return new Moves(
        adopted,
        started.granted().notIn(before).size(),
        before.notIn(started.granted()).size(),
        owed,
        paid);
  }

  /** With so many people to be logged out, then and now. */
  Moves owing(int before, int now) {
    return new Moves(adopted, more, less, now, before > 0 && now == 0);
  }

  /** {@code adopts 3 holders, 1 grant no longer git's}; nothing where there is none. */
  List<String> words() {
    var words = new ArrayList<String>();
    if (adopted > 0) {
      words.add("adopts " + counted(adopted, "holder"));
    }
    if (more > 0) {
      words.add("finds " + counted(more, "grant") + " made");
    }
    if (less > 0) {
      words.add(counted(less, "grant") + " no longer git's");
    }
    if (owed > 0) {
      words.add(owed + (owed == 1 ? " person" : " people") + " to be logged out");
    }
    if (paid) {
      words.add("nobody to be logged out any more");
    }
    return words;
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
