package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** A remote of the clone and how to talk to it. Its text has no user, password or query. */
final class RemoteAddress {
  private final Repository clone;
  private final String name;
  private final URIish fetch;
  private final URIish push;

  private RemoteAddress(Repository clone, String name, URIish fetch, URIish push) {
    this.clone = clone;
    this.name = name;
    this.fetch = fetch;
    this.push = push;
  }

  /**
   * The named remote; without a name {@code origin}, or else the remote of the branch that is
   * checked out, or the only one there is; empty for a clone without remotes.
   *
   * @throws InvalidInputException when there is no remote of that name, its address is none, or
   *     nothing says which of several is meant
   */
  static Optional<RemoteAddress> of(Repository clone, @Nullable String wanted) throws IOException {
    Set<String> names = clone.getRemoteNames();
    @Nullable String name = wanted == null ? usual(clone, names) : wanted;
    if (name == null) {
      return Optional.empty();
    }
    if (!names.contains(name)) {
      throw unusable("The clone has no remote '%s'.".formatted(name), "See git remote -v.");
    }
    try {
      RemoteConfig config = new RemoteConfig(clone.getConfig(), name);
      if (config.getURIs().isEmpty()) {
        throw unusable("The remote '%s' has no url.".formatted(name), "See git remote -v.");
      }
      URIish fetch = config.getURIs().getFirst();
      URIish push = config.getPushURIs().isEmpty() ? fetch : config.getPushURIs().getFirst();
      return Optional.of(new RemoteAddress(clone, name, fetch, push));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw unusable(
          "The url of the remote '%s' is not one.".formatted(name), "See git remote -v.");
    }
  }

  private static @Nullable String usual(Repository clone, Set<String> names) throws IOException {
    if (names.isEmpty()) {
      return null;
    }
    return usualName(clone, names)
        .orElseThrow(() ->
            unusable(
                "The clone has %d remotes, none is called origin, and the branch follows none."
                    .formatted(names.size()),
                "Say in rolecall.yaml which one keeps the record: record: { remote: NAME }."));
  }

  /** What git itself would take; empty where it would have to be told. */
  static Optional<String> usualName(Repository clone, Set<String> names) throws IOException {
    if (names.contains(Constants.DEFAULT_REMOTE_NAME)) {
      return Optional.of(Constants.DEFAULT_REMOTE_NAME);
    }
    @Nullable String branch = clone.getBranch();
    @Nullable String name =
        branch == null
            ? null
            : clone
                .getConfig()
                .getString(
                    ConfigConstants.CONFIG_BRANCH_SECTION,
                    branch,
                    ConfigConstants.CONFIG_KEY_REMOTE);
    if (name != null && names.contains(name)) {
      return Optional.of(name);
    }
    return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
  }

  String name() {
    return name;
  }

  /** For people: {@code origin (https://example.com/roles.git)}. */
  String words(Wire.Service service) {
    return name + " (" + RemoteWords.address(uri(service)) + ")";
  }

  /** Tells one remote from another in the store; of no use to log in. */
  String key() {
    return RemoteWords.key(fetch);
  }

  Wire open(RemoteCall call, Wire.Service service, RemoteAccess access) throws IOException {
    URIish uri = uri(service);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> new HttpWire(call, uri, service, access, clone);
      case "git" -> StreamWire.socket(call, uri, service);
      case "ssh", "git+ssh", "ssh+git" -> ssh(call, uri, service, access);
      case "file" -> FolderWire.open(call, uri, service, access, clone);
      case "" ->
          uri.getHost() == null
              ? FolderWire.open(call, uri, service, access, clone)
              : ssh(call, uri, service, access);
      default -> throw new IOException("its kind of address is not supported");
    };
  }

  private Wire ssh(RemoteCall call, URIish uri, Wire.Service service, RemoteAccess access)
      throws IOException {
    var command = SshCommand.of(uri, service, access, clone.getConfig());
    return StreamWire.process(call, RemoteProcess.start(call, access, command));
  }

  private URIish uri(Wire.Service service) {
    return switch (service) {
      case UPLOAD -> fetch;
      case RECEIVE -> push;
    };
  }

  @Override
  public String toString() {
    return words(Wire.Service.UPLOAD);
  }

  private static InvalidInputException unusable(String what, String advice) {
    return new InvalidInputException(
        Problem.error(RuleId.BAD_VALUE, null, RemoteWords.line(what, what) + ".").advising(advice));
  }
}
