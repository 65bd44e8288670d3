package dev.rolecall.record;

import dev.rolecall.model.TenantIdentity;
import dev.rolecall.model.Vanished;
import org.jspecify.annotations.Nullable;

/**
 * What ties a run to those before it.
 *
 * @param applied null: no run has left nothing out yet
 * @param movedFrom the tenant that the record was of until this run; null: the same
 * @param replaces id of the tip of the chain that was cut off here; null: none was
 * @param cut what is known of that; null: none was, or by an older rolecall
 * @param vanished declared once and no more when the run planned, and the tenant had it
 * @param renamed the name under which the record goes on elsewhere; null: it goes on here
 */
public record Ties(
    @Nullable AppliedRun applied,
    @Nullable TenantIdentity movedFrom,
    @Nullable String replaces,
    @Nullable CutOff cut,
    Vanished vanished,
    @Nullable String renamed) {
  public static final Ties NONE = new Ties(null, null, null, null, Vanished.nothing(), null);

  Ties applied(AppliedRun run) {
    return new Ties(run, movedFrom, replaces, cut, vanished, renamed);
  }

  Ties replaces(String tip, CutOff gone) {
    return new Ties(applied, movedFrom, tip, gone, vanished, renamed);
  }

  Ties vanished(Vanished things) {
    return new Ties(applied, movedFrom, replaces, cut, things, renamed);
  }

  Ties renamed(@Nullable String name) {
    return new Ties(applied, movedFrom, replaces, cut, vanished, name);
  }
}
