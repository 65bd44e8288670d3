package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Grant;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Pins;
import dev.rolecall.model.SubjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * What a commit that was applied before there was a record must have granted: the one guess that is
 * ever made of a commit, for the first run after a pointer of an older rolecall.
 */
public final class Seed {
  private Seed() {}

  /**
   * Everybody whom this state desires at that time in {@code add} or {@code exact}, and who still
   * holds.
   *
   * @param live with the names of this state looked up
   */
  public static GrantRecord of(DesiredState applied, LiveState live, Instant at) {
    var grants = new ArrayList<Grant>();
    var pins = new TreeMap<SubjectName, String>();
    var resolver = new LineResolver(live.directory(), Pins.none());
    for (DesiredHolding holding : applied.holdings().values()) {
      for (DesiredAssignment line : holding.assignments()) {
        if (!(resolver.resolve(line) instanceof Meant.Account account)) {
          continue;
        }
        if (line.id() == null) {
          pins.put(line.subject().folded(), account.subject().id());
        }
        var kind = line.subject().kind();
        if (line.activeAt(at)
            && holding.manage().of(kind) != ManageMode.OBSERVE
            && live.holders(holding.role(), kind).contains(account.subject())) {
          grants.add(new Grant(holding.role(), account.subject().identity()));
        }
      }
    }
    return new GrantRecord(Granted.of(grants), new Pins(pins));
  }
}
