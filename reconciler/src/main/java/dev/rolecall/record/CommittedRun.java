package dev.rolecall.record;

import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.TenantIdentity;
import java.io.IOException;
import java.util.Optional;

/** A run as it stands in some commit, read without its branch. */
public final class CommittedRun {
  /** The path of the file that tells of a run. */
  public static final String RUN = RunJson.NAME;

  private CommittedRun() {}

  /** The commit that a run brought the tenant to; empty for what is no run. */
  public static Optional<String> targetOf(byte[] run) {
    try {
      return Optional.of(RunJson.read(run).target().commit());
    } catch (BrokenRecord e) {
      return Optional.empty();
    }
  }

  /** What guards remember at one commit; empty where that is no record of this tenant. */
  public static Optional<GuardMemory> memoryOf(TenantIdentity tenant, CommittedFiles files)
      throws IOException {
    try {
      Optional<byte[]> run = files.at(RUN);
      return run.isPresent() && RunJson.read(run.get()).run().tenant().equals(tenant)
          ? Optional.of(GuardLines.read(files))
          : Optional.empty();
    } catch (BrokenRecord e) {
      return Optional.empty();
    }
  }
}
