package dev.rolecall.tenant.provider;

import dev.rolecall.http.Get;
import dev.rolecall.http.HttpException;
import dev.rolecall.http.Page;
import dev.rolecall.http.PartialExport;
import dev.rolecall.http.ReadClient;
import dev.rolecall.http.Token;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.function.Consumer;

/** A {@link ReadClient} of a tenant: what fails, fails as the port has it. */
public sealed class TenantReadClient permits TenantWriteClient {
  private static final int PRECONDITION_FAILED = 412;

  private final ReadClient http;

  public TenantReadClient(ReadClient http) {
    this.http = http;
  }

  public final <T> T get(Get<T> endpoint) throws TenantException {
    return call(() -> http.get(endpoint));
  }

  public final <T> T export(PartialExport<T> endpoint) throws TenantException {
    return call(() -> http.export(endpoint));
  }

  /** Each page from this one on, in order. */
  public final <T> void pages(Get<Page<T>> first, Consumer<Page<T>> each) throws TenantException {
    call(() -> {
      http.pages(first, each);
      return true;
    });
  }

  /** The token that it works with now. */
  public final Token token() throws TenantException {
    return call(http::token);
  }

  /** Whose that token is. */
  public final TokenSubject subject() throws TenantException {
    Token token = token();
    return new TokenSubject(
        token.claim("sub").orElse(null),
        token.claim("preferred_username").orElse(null),
        token.claim("azp").or(() -> token.claim("client_id")).orElse(null));
  }

  /** Something that sends requests. */
  @FunctionalInterface
  interface Call<T> {
    T send() throws HttpException;
  }

  static <T> T call(Call<T> call) throws TenantException {
    try {
      return call.send();
    } catch (HttpException e) {
      throw new TenantException(kind(e), e.getMessage(), e);
    }
  }

  private static Kind kind(HttpException failure) {
    return switch (failure.ending()) {
      case REFUSED -> failure.status() == PRECONDITION_FAILED ? Kind.CONFLICT : Kind.REFUSED;
      case UNANSWERED -> Kind.UNREACHABLE;
      case UNKNOWN_EFFECT -> Kind.UNKNOWN_EFFECT;
      case FENCED -> Kind.NOT_SENT;
    };
  }
}
