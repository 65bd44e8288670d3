package dev.rolecall.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the run before its results.
 *
 * @param provider word of the provider, for example {@code tenant-api}
 * @param commit for people, for example {@code 4f1c2ab}, {@code 4f1c2ab+dirty}, {@code plain
 *     folder}
 * @param applied for people, for example {@code 9be21d0}, {@code 9be21d0+dirty}, {@code nothing
 *     applied yet}
 * @param tokenLifetime how long a loss lives on in tokens already issued; null: not known
 * @param now the time of the run
 * @param reviews of the approvals that it has, or needs
 * @param notes what stands over the tenant
 */
public record ReportHeader(
    String tenant,
    String provider,
    String url,
    String commit,
    String applied,
    @Nullable Duration tokenLifetime,
    Instant now,
    Reviews reviews,
    TenantNotes notes) {

  /** Of a run whose approvals nobody is known to have reviewed. */
  public ReportHeader(
      String tenant,
      String provider,
      String url,
      String commit,
      String applied,
      @Nullable Duration tokenLifetime,
      Instant now) {
    this(
        tenant,
        provider,
        url,
        commit,
        applied,
        tokenLifetime,
        now,
        Reviews.unknown(),
        TenantNotes.none());
  }

  /** With what is known of reviews. */
  public ReportHeader reviewed(Reviews known) {
    return new ReportHeader(
        tenant, provider, url, commit, applied, tokenLifetime, now, known, notes);
  }

  /** With what stands over the tenant. */
  public ReportHeader noting(TenantNotes known) {
    return new ReportHeader(
        tenant, provider, url, commit, applied, tokenLifetime, now, reviews, known);
  }
}
