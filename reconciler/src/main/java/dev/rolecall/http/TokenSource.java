package dev.rolecall.http;

import dev.rolecall.http.HttpException.Ending;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The token of one login: fetched when first needed, renewed early, by one caller for all. */
final class TokenSource {
  private final RequestExecutor executor;
  private final @Nullable Login login;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  TokenSource(RequestExecutor executor, Login login) {
    this.executor = executor;
    this.login = login;
  }

  /** One token, which cannot be renewed. */
  TokenSource(RequestExecutor executor, Token given) {
    this.executor = executor;
    this.login = null;
    this.token = given;
  }

  Token current() throws HttpException {
    lock.lock();
    try {
      var held = token;
      if (login != null && (held == null || !executor.now().isBefore(held.renewAt()))) {
        held = fetch(login);
        token = held;
      }
      return Objects.requireNonNull(held, "a given token stays");
    } finally {
      lock.unlock();
    }
  }

  /** This token was refused; a newer one, which another caller may have got already, is not. */
  void refused(Token refused) {
    lock.lock();
    try {
      if (token == refused && login != null) {
        token = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch(Login login) throws HttpException {
    var needed = login.scopes();
    var asked = ask(login, needed);
    // invalid_scope does not say which scope: what the client may have at all tells.
    var fetched = asked.isPresent() ? asked : ask(login, Set.of());
    var granted = fetched.orElseThrow(() -> missing(login, needed));
    executor.redactor().hide(granted.value());
    check(login, granted, needed);
    return granted;
  }

  private Optional<Token> ask(Login login, Set<String> scopes) throws HttpException {
    return executor.call(new TokenCall(login, scopes, executor.now()), null);
  }

  private static void check(Login login, Token fetched, Set<String> needed) throws HttpException {
    var absent = new TreeSet<>(needed);
    absent.removeAll(fetched.scopes());
    if (!absent.isEmpty()) {
      throw missing(login, absent);
    }
  }

  private static HttpException missing(Login login, Set<String> scopes) {
    String all = String.join(" ", scopes);
    return new HttpException(
        Ending.REFUSED,
        "could not get a token for %s: it lacks the scope %s; grant it to the client"
            .formatted(login.credentials(), all));
  }
}
