package dev.rolecall.tenant.provider;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.Fence;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.TenantWriter;

/** The way to one tenant. Close it when the command is done. */
public interface RemoteTenant extends AutoCloseable {
  /** What only looks. Sends nothing yet. */
  TenantReader reader(ClientCredentials credentials);

  /**
   * What looks and changes. Logs in, so that credentials that may not write are refused before
   * anything is written.
   *
   * @param fence lets each write be sent, or not
   * @param endsSessions whether people are to be logged out: a right that not every client has
   */
  ReaderAndWriter writing(ClientCredentials credentials, Fence fence, boolean endsSessions)
      throws TenantException;

  /** What reads the tenant's own log of changes. Sends nothing yet. */
  AuditReader audit(ClientCredentials credentials);

  /** What tells the rights of these credentials. Sends nothing yet. */
  TenantDoctor doctor(ClientCredentials credentials);

  @Override
  void close();

  /** Both sides of the port with the same credentials. */
  record ReaderAndWriter(TenantReader reader, TenantWriter writer) {}
}
