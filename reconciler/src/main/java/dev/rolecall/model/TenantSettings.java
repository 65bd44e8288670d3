package dev.rolecall.model;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of {@code rolecall.yaml}.
 *
 * @param credentials for reading: plan, drift, import, catalogue
 * @param applyCredentials for writing; null: the same as for reading
 * @param files globs; empty: the default folders
 * @param options the other settings, as text: ca-file, coverage, identity, page-size; record.local,
 *     or record.remote and record.ref; and the provider's own, of a list one value a line
 * @param guards what stops a plan for it
 */
public record TenantSettings(
    String name,
    Endpoint endpoint,
    Credentials credentials,
    @Nullable Credentials applyCredentials,
    List<String> files,
    SortedMap<String, String> options,
    Guards guards) {
  private static final String RECORDS = "refs/heads/rolecall/record/";

  public TenantSettings {
    files = List.copyOf(files);
  }

  /**
   * The largest page to ask for; 1,000 unless the settings say another.
   *
   * @throws InvalidInputException when it is no number that a page can have
   */
  public int pageSize() {
    String text = options.getOrDefault("page-size", "1000");
    if (!text.matches("[1-9]\\d{0,4}")) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.BAD_VALUE, endpoint.at(), "page-size is not a number from 1 to 99999."));
    }
    return Integer.parseInt(text);
  }

  /** Which tenant it is, whatever it is called here. */
  public TenantIdentity identity() {
    return TenantIdentity.of(endpoint.provider(), endpoint.url(), options.get("realm"));
  }

  /** Whether what git does not declare is drift too. */
  public boolean coversAll() {
    return "all".equals(options.get("coverage"));
  }

  /** Whether a name is who it names today, because a sync makes accounts anew. */
  public boolean identityByName() {
    return "name".equals(options.get("identity"));
  }

  /** Where the record of this tenant is kept. */
  public RecordPlace record() {
    return record(options.getOrDefault("record.ref", RECORDS + name));
  }

  /** Where it was kept while the tenant had another name. */
  public RecordPlace recordUnder(String former) {
    return record(RECORDS + former);
  }

  private RecordPlace record(String ref) {
    return options.containsKey("record.local")
        ? new RecordPlace.InClone(ref)
        : new RecordPlace.OnRemote(options.get("record.remote"), ref);
  }

  /** Certificates to trust besides the JDK's; null: none. */
  public @Nullable Path caFile() {
    String file = options.get("ca-file");
    return file == null ? null : Path.of(file);
  }

  /** Where the tenant is, and of which kind. */
  public record Endpoint(Provider provider, URI url, SourceRef at) {}
}
