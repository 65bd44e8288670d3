package dev.rolecall.cli;

import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.tenant.TenantReader;
import org.jspecify.annotations.Nullable;

/**
 * The way to a tenant that is only read, begun as soon as its settings are known: it answers while
 * the files are read.
 */
final class Approach implements AutoCloseable {
  private final Workspace workspace;
  private final Surroundings surroundings;
  private final TenantDoor.Requests requests;
  private @Nullable TenantDoor door;
  private @Nullable TenantReader reader;

  Approach(Workspace workspace, Surroundings surroundings, TenantDoor.Requests requests) {
    this.workspace = workspace;
    this.surroundings = surroundings;
    this.requests = requests;
  }

  /** Knocks. What is wrong with the settings or the secrets, {@link #reader} says in its turn. */
  void begin(TenantSettings tenant) {
    try {
      reader(tenant).prepare();
    } catch (InvalidInputException e) {
      close();
    }
  }

  /**
   * The reader of this tenant, the same at each call.
   *
   * @throws InvalidInputException for settings that cannot work, and for a missing secret
   */
  TenantReader reader(TenantSettings tenant) {
    var known = reader;
    if (known == null) {
      var open = TenantDoor.open(tenant, workspace, surroundings, requests);
      door = open;
      known = open.reader();
      reader = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (door != null) {
      door.close();
      door = null;
    }
  }
}
