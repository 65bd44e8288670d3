package dev.rolecall.http;

import dev.rolecall.http.HttpException.Ending;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The token of one login: fetched when first needed, renewed early, by one caller for all. */
final class TokenSource {
  private final RequestExecutor executor;
  private final Login login;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  TokenSource(RequestExecutor executor, Login login) {
    this.executor = executor;
    this.login = login;
  }

  Token current() throws HttpException {
    lock.lock();
    try {
      var held = token;
      if (held == null || !executor.now().isBefore(held.renewAt())) {
        held = fetch();
        token = held;
      }
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** This token was refused; a newer one, which another caller may have got already, is not. */
  void refused(Token refused) {
    lock.lock();
    try {
      if (token == refused) {
        token = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws HttpException {
    var needed = login.scopes();
    var asked = ask(needed);
    // invalid_scope does not say which scope: what the client may have at all tells.
    var fetched = asked.isPresent() ? asked : ask(Set.of());
    var granted = fetched.orElseThrow(() -> missing(needed));
    executor.redactor().hide(granted.value());
    check(granted, needed);
    return granted;
  }

  private Optional<Token> ask(Set<String> scopes) throws HttpException {
    return executor.call(new TokenCall(login, scopes, executor.now()), null);
  }

  private void check(Token fetched, Set<String> needed) throws HttpException {
    var absent = new TreeSet<>(needed);
    absent.removeAll(fetched.scopes());
    if (!absent.isEmpty()) {
      throw missing(absent);
    }
  }

  private HttpException missing(Set<String> scopes) {
    String all = String.join(" ", scopes);
    return new HttpException(
        Ending.REFUSED,
        "could not get a token for %s: it lacks the scope %s; grant it to the client"
            .formatted(login.credentials(), all));
  }
}
