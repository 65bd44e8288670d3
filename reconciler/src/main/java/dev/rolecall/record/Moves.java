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
 */
record Moves(int adopted, int more, int less) {
  static final Moves NONE = new Moves(0, 0, 0);

  /** Of an end: what it adopts. */
  static Moves of(Settled started, RunEnd end, Collection<Grant> adopted) {
    int count = 0;
    if (end.state() == RunState.DONE) {
      for (Grant grant : adopted) {
        count += started.granted().has(grant) ? 0 : 1;
      }
    }
    return new Moves(count, 0, 0);
  }

  /** With what its start had moved already. */
  Moves since(@Nullable LastRun last, Settled started) {
    Granted before = last == null ? Granted.nothing() : last.granted();
    return new Moves(
        adopted, started.granted().notIn(before).size(), before.notIn(started.granted()).size());
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
    return words;
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
