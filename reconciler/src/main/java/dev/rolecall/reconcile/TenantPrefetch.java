package dev.rolecall.reconcile;

import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.tenant.TenantReader;
import org.jspecify.annotations.Nullable;

/**
 * The way to a tenant that is only read, begun as soon as its settings are known: it answers while
 * the files are read.
 */
public final class TenantPrefetch implements AutoCloseable {
  private final RolesRepository repository;
  private final Environment environment;
  private final TenantConnection.Requests requests;
  private @Nullable TenantConnection connection;
  private @Nullable TenantReader reader;

  public TenantPrefetch(
      RolesRepository repository, Environment environment, TenantConnection.Requests requests) {
    this.repository = repository;
    this.environment = environment;
    this.requests = requests;
  }

  /** Knocks. What is wrong with the settings or the secrets, {@link #reader} says in its turn. */
  public void begin(TenantSettings tenant) {
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
  public TenantReader reader(TenantSettings tenant) {
    var known = reader;
    if (known == null) {
      var open = TenantConnection.open(tenant, repository, environment, requests);
      connection = open;
      known = open.reader();
      reader = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
