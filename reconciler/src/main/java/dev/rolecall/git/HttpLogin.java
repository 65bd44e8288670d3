package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.HttpConfig;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * The headers that log in to an http(s) remote. In this order: {@code ROLECALL_GIT_TOKEN}, {@code
 * http.<url>.extraHeader}, user and password of the address; after a 401, what {@code git} itself
 * finds in its configuration, and its credential helpers. Its text shows none of them.
 */
final class HttpLogin {
  private static final String AUTHORIZATION = "authorization:";

  private final URIish uri;
  private final RemoteAccess access;
  private final GitProgram git;
  private List<String> headers;
  private int asked;

  HttpLogin(URIish uri, RemoteAccess access, Repository clone) throws IOException {
    this.uri = uri;
    this.access = access;
    this.git = new GitProgram(clone, access);
    this.headers = first(clone);
  }

  /** Each {@code Name: value}; to be sent to the remote's own host alone. */
  List<String> headers() {
    return headers;
  }

  boolean given() {
    return headers.stream().anyMatch(HttpLogin::isAuthorization);
  }

  /** After a 401: whether there is something else to try. */
  boolean next(RemoteCall call) throws IOException {
    if (given()) {
      return false;
    }
    if (asked == 0) {
      asked++;
      String address = bare();
      List<String> found =
          git.run(call, "", List.of("config", "--get-urlmatch", "http.extraHeader", address));
      if (found.stream().anyMatch(HttpLogin::isAuthorization)) {
        headers = List.copyOf(found);
        return true;
      }
    }
    if (asked == 1) {
      asked++;
      @Nullable String helped = helped(call);
      if (helped != null) {
        headers = with(helped);
        return true;
      }
    }
    return false;
  }

  private List<String> first(Repository clone) throws IOException {
    headers = new HttpConfig(clone.getConfig(), uri).getExtraHeaders();
    @Nullable String token = access.variable(RemoteAccess.TOKEN);
    if (token != null && !token.isBlank()) {
      if (!isSafe()) {
        throw new IOException(
            RemoteAccess.TOKEN + " is not sent over http://, where anyone could read it");
      }
      return with(basic("x-access-token", token.strip()));
    }
    @Nullable String password = uri.getPass();
    if (!given() && password != null) {
      @Nullable String user = uri.getUser();
      return with(basic(user == null ? "" : user, password));
    }
    return List.copyOf(headers);
  }

  private boolean isSafe() {
    String host = uri.getHost() == null ? "" : uri.getHost();
    return "https".equalsIgnoreCase(uri.getScheme())
        || host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  private List<String> with(String authorization) {
    List<String> all = new ArrayList<>(headers);
    all.removeIf(HttpLogin::isAuthorization);
    all.add(authorization);
    return List.copyOf(all);
  }

  private @Nullable String helped(RemoteCall call) throws IOException {
    StringBuilder input = new StringBuilder("protocol=" + uri.getScheme() + "\n");
    input.append("host=").append(uri.getHost());
    input.append(uri.getPort() > 0 ? ":" + uri.getPort() : "").append('\n');
    input.append("path=").append(uri.getPath().replaceFirst("^/", "")).append('\n');
    if (uri.getUser() != null) {
      input.append("username=").append(uri.getUser()).append('\n');
    }
    if (input.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
      return null;
    }
    String user = "";
    @Nullable String password = null;
    for (String line :
        git.run(call, input.append('\n').toString(), List.of("credential", "fill"))) {
      if (line.startsWith("username=")) {
        user = line.substring("username=".length());
      } else if (line.startsWith("password=")) {
        password = line.substring("password=".length());
      }
    }
    return password == null ? null : basic(user, password);
  }

  private String bare() {
    return uri.setUser(null).setPass(null).toPrivateASCIIString();
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static boolean isAuthorization(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(AUTHORIZATION);
  }

  @Override
  public String toString() {
    return "HttpLogin[" + (given() ? "given" : "nothing") + "]";
  }
}
