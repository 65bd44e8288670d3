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
  private @Nullable Background<Open> open;

  /** The connection, and what reads over it. */
  private record Open(TenantConnection connection, TenantReader reader) {}

  public TenantPrefetch(
      RolesRepository repository, Environment environment, TenantConnection.Requests requests) {
    this.repository = repository;
    this.environment = environment;
    this.requests = requests;
  }

  /**
   * Knocks, on a thread of its own. What is wrong with the settings or the secrets, {@link #reader}
   * says in its turn.
   */
  public void begin(TenantSettings tenant) {
    opening(tenant);
  }

  /**
   * The reader of this tenant, the same at each call.
   *
   * @throws InvalidInputException for settings that cannot work, and for a missing secret
   */
  public TenantReader reader(TenantSettings tenant) {
    return opening(tenant).join().reader();
  }

  private Background<Open> opening(TenantSettings tenant) {
    var begun = open;
    if (begun == null) {
      begun = Background.of(() -> open(tenant));
      open = begun;
    }
    return begun;
  }

  private Open open(TenantSettings tenant) {
    var connection = TenantConnection.open(tenant, repository, environment, requests);
    try {
      TenantReader reader = connection.reader();
      reader.prepare();
      return new Open(connection, reader);
    } catch (InvalidInputException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    var begun = open;
    open = null;
    if (begun != null) {
      try {
        begun.join().connection().close();
      } catch (InvalidInputException e) {
        // Nothing was opened; whoever wanted the reader was told.
      }
    }
  }
}
