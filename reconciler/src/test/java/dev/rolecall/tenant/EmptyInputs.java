package dev.rolecall.tenant;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.TenantFeatures;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tenant that holds nothing, of which nothing is asked. */
public final class EmptyInputs {
  private EmptyInputs() {}

  public static DiffInputs of(TenantFeatures features) {
    var live =
        new LiveState(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            SubjectDirectory.empty(),
            new TreeSet<>());
    return new DiffInputs(
        DesiredState.empty("production"),
        new AppliedState.Unknown("a test"),
        GrantRecord.nothing(),
        live,
        features,
        Instant.EPOCH);
  }
}
