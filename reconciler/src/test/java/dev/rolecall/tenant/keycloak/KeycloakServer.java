package dev.rolecall.tenant.keycloak;

import dev.rolecall.house.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real Keycloak on 127.0.0.1 with a database of its own. Tests that use it carry
 * {@code @Tag("keycloak")}; {@code -DskipKeycloak} leaves those out, nothing else does.
 */
public final class KeycloakServer implements AutoCloseable {
  /** User name and password of realm master's admin. */
  static final String ADMIN = "admin";

  /**
   * Else H2 writes a commit half a second late, and a killed server forgets what it answered, even
   * a whole realm.
   */
  private static final List<String> DURABLE = List.of("--db-url-properties=;WRITE_DELAY=0");

  private static final AtomicInteger MARKS = new AtomicInteger();

  private static final int KNOCKS = 3;

  private final Template template;
  private final Path home;

  /** Else somebody else may open it while this one is dead. */
  private final ReservedPort port = new ReservedPort();

  private final Template.Life life;
  private final List<String> options;
  private KeycloakProcess process;
  private URI url;
  private Admin admin;

  private static final class Shared {
    static final KeycloakServer SERVER = start(Template.Life.LONG, List.of());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  private KeycloakServer(Template.Life life, List<String> options) throws IOException {
    this.life = life;
    this.options = options;
    template = Template.ready();
    home = Files.createTempDirectory("rolecall-keycloak");
    template.furnish(home);
    process = template.run(home, port.number(), life, options);
    url = process.listening();
    admin = Admin.ofMaster(url);
  }

  /** The one of this JVM: never kill it, use a realm of your own. */
  public static KeycloakServer shared() {
    return Shared.SERVER;
  }

  /** One of its own, for a test that kills it; about 7 seconds. */
  public static KeycloakServer start() {
    return start(Template.Life.SHORT, DURABLE);
  }

  /** One for benchmarks: the collector, compilers and heap that kc.sh starts; slower to start. */
  public static KeycloakServer startAsShipped() {
    return start(Template.Life.AS_SHIPPED, List.of());
  }

  private static KeycloakServer start(Template.Life life, List<String> options) {
    try {
      return new KeycloakServer(life, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code http://127.0.0.1:PORT}; the same after a restart. */
  public URI url() {
    return url;
  }

  public Admin admin() {
    return admin;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Starts it again after {@link #kill}, on the same port and data; marks before it are void. */
  public void restart() {
    process.kill();
    process = template.run(home, port.number(), life, options);
    url = process.listening();
    admin = Admin.ofMaster(url);
  }

  /** Where the access log stands now; for {@link #requestsSince}. */
  public int mark() {
    settle();
    return process.requests().size();
  }

  /**
   * All requests that were answered since the mark, those of tests that run beside this one too.
   */
  public List<Request> requestsSince(int mark) {
    settle();
    return process.requests().from(mark).stream()
        .filter(it -> !it.path().startsWith("/realms/rolecall-mark-"))
        .toList();
  }

  /**
   * A line is written just after its answer, by a thread that may lose its turn in between. Waits
   * until the server has answered and logged some requests that came later, one after the other: on
   * a busy machine that takes longer, as the line does.
   */
  private void settle() {
    for (int i = 0; i < KNOCKS; i++) {
      var path = "/realms/rolecall-mark-" + MARKS.incrementAndGet();
      admin.knock(path);
      process.requests().await(path);
    }
  }

  @Override
  public void close() {
    process.kill();
    port.close();
    Folders.remove(home);
  }
}
