package dev.rolecall.record;

import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.TenantIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What ties a run to those before it.
 *
 * @param applied null: no run has left nothing out yet
 * @param movedFrom the tenant that the record was of until this run; null: the same
 * @param replaces id of the tip of the chain that was cut off here; null: none was
 * @param cut what is known of that; null: none was, or by an older rolecall
 * @param vanished declared once and no more when the run planned, and the tenant had it
 * @param made what runs have created, and no run which left nothing out has declared since
 * @param renamed the name under which the record goes on elsewhere; null: it goes on here
 */
public record Ties(
    @Nullable AppliedRun applied,
    @Nullable TenantIdentity movedFrom,
    @Nullable String replaces,
    @Nullable CutOff cut,
    DefinitionIds vanished,
    DefinitionIds made,
    @Nullable String renamed) {
  public static final Ties NONE =
      new Ties(null, null, null, null, DefinitionIds.none(), DefinitionIds.none(), null);

  Ties applied(AppliedRun run) {
    return new Ties(run, movedFrom, replaces, cut, vanished, made, renamed);
  }

  Ties replaces(String tip, CutOff gone) {
    return new Ties(applied, movedFrom, tip, gone, vanished, made, renamed);
  }

  Ties vanished(DefinitionIds things) {
    return new Ties(applied, movedFrom, replaces, cut, things, made, renamed);
  }

  Ties made(DefinitionIds things) {
    return new Ties(applied, movedFrom, replaces, cut, vanished, things, renamed);
  }

  Ties renamed(@Nullable String name) {
    return new Ties(applied, movedFrom, replaces, cut, vanished, made, name);
  }
}
