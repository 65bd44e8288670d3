package dev.rolecall.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Git's smart protocol over http(s): one request, one answer. Login headers go to the host of the
 * remote alone. Redirects are followed for the greeting, to the same host or to https.
 */
final class HttpWire implements Wire {
  private static final int REDIRECTS = 3;

  /** As git's own {@code http.postBuffer}: up to here a request says its length. */
  private static final int BUFFER = 1 << 20;

  private static final int CONNECT_MILLIS = 30_000;

  private static final int LAST_PORT = 65_535;

  private final RemoteCall call;
  private final Service service;
  private final RemoteAccess access;
  private final Repository clone;
  private final HttpLogin login;
  private final String host;
  private URI base;

  HttpWire(RemoteCall call, URIish uri, Service service, RemoteAccess access, Repository clone)
      throws IOException {
    this.call = call;
    this.service = service;
    this.access = access;
    this.clone = clone;
    this.login = new HttpLogin(uri, access, clone);
    try {
      URIish bare = uri.setUser(null).setPass(null);
      String text = bare.toPrivateASCIIString();
      this.base = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw new IOException("its address is not a URL", e);
    }
    if (base.getHost() == null) {
      throw new IOException("its address has no host");
    }
    this.host = authority(base);
  }

  @Override
  public InputStream greeting() throws IOException {
    String suffix = "/info/refs?service=" + service.command;
    URI at = URI.create(base + suffix);
    for (int redirects = 0; ; ) {
      HttpURLConnection connection = connect(at);
      int status = connection.getResponseCode();
      if (status == 401 && login.next(call)) {
        continue;
      }
      if (status / 100 == 3 && redirects < REDIRECTS) {
        redirects++;
        at = redirected(at, connection.getHeaderField("Location"));
        continue;
      }
      require(status);
      String type = "application/x-" + service.command + "-advertisement";
      if (!type.equals(connection.getContentType())) {
        throw new IOException("it does not speak git's smart HTTP protocol there");
      }
      String now = at.toString();
      base =
          URI.create(now.endsWith(suffix) ? now.substring(0, now.length() - suffix.length()) : now);
      return afterServiceLine(new BufferedInputStream(connection.getInputStream(), 1 << 15));
    }
  }

  @Override
  public InputStream ask(Body body) throws IOException {
    HttpURLConnection connection = connect(URI.create(base + "/" + service.command));
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/x-" + service.command + "-request");
    connection.setRequestProperty("Accept", "application/x-" + service.command + "-result");
    try (Spill out = new Spill(connection)) {
      body.writeTo(out);
    }
    int status;
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      status = e.responseCode();
    }
    require(status);
    return new BufferedInputStream(connection.getInputStream(), 1 << 15);
  }

  @Override
  public void close() {
    // The call closes each connection.
  }

  /** What Java refuses with an exception that is nobody's answer. */
  static void requirePort(int port) throws IOException {
    if (port > LAST_PORT) {
      throw new IOException("its address has a port above " + LAST_PORT);
    }
  }

  private HttpURLConnection connect(URI at) throws IOException {
    requirePort(at.getPort());
    HttpURLConnection connection =
        (HttpURLConnection) at.toURL().openConnection(HttpProxy.of(at, access, clone.getConfig()));
    call.closing(connection::disconnect);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    // The call's own limit is the one that counts; this ends a thread that it could not free.
    connection.setReadTimeout(2 * (int) access.pushLimit().plus(access.fetchLimit()).toMillis());
    connection.setRequestProperty("User-Agent", "git/rolecall");
    if (service == Service.UPLOAD) {
      connection.setRequestProperty("Git-Protocol", "version=2");
    }
    if (authority(at).equals(host)) {
      for (String header : login.headers()) {
        int colon = header.indexOf(':');
        if (colon > 0) {
          connection.addRequestProperty(
              header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
      }
    }
    return connection;
  }

  private URI redirected(URI from, @Nullable String location) throws IOException {
    if (location == null) {
      throw new IOException("it redirects to nowhere");
    }
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("it redirects to what is not a URL", e);
    }
    boolean safe = "https".equalsIgnoreCase(to.getScheme()) || authority(to).equals(host);
    if (to.getHost() == null || !safe) {
      throw new IOException("it redirects to an address that is not https");
    }
    return to;
  }

  private void require(int status) throws IOException {
    if (status == 200) {
      return;
    }
    throw new IOException(
        switch (status) {
          case 401 ->
              login.given()
                  ? "it does not accept the credentials (HTTP 401)"
                  : "it wants credentials and none were found (HTTP 401)";
          case 403 -> "it forbids this (HTTP 403)";
          case 404 -> "there is no such repository, or these credentials do not see it (HTTP 404)";
          default -> "it answered HTTP " + status;
        });
  }

  private static InputStream afterServiceLine(InputStream in) throws IOException {
    in.mark(256);
    Packets packets = new Packets(in);
    String line = packets.line();
    if (line != null && line.startsWith("# service=")) {
      var _ = packets.next();
    } else {
      in.reset();
    }
    return in;
  }

  private static String authority(URI uri) {
    return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
  }

  /** Keeps a small request, to say its length; a large one is sent in chunks as it comes. */
  private final class Spill extends OutputStream {
    private final HttpURLConnection connection;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable OutputStream out;

    Spill(HttpURLConnection connection) {
      this.connection = connection;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (out == null && kept.size() + length <= BUFFER) {
        kept.write(bytes, offset, length);
        return;
      }
      if (out == null) {
        connection.setChunkedStreamingMode(1 << 15);
        out = new Guarded(call, connection.getOutputStream());
        kept.writeTo(out);
      }
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (out == null) {
        connection.setFixedLengthStreamingMode(kept.size());
        out = new Guarded(call, connection.getOutputStream());
        kept.writeTo(out);
      }
      out.flush();
      out.close();
    }
  }
}
