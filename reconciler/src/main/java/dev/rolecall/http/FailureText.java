package dev.rolecall.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Failures in words: {@code 409 slug_taken (req_...)}. */
final class FailureText {
  /** Codes that mean the same to every API. */
  private static final Set<String> PLAIN =
      Set.of("rate_limited", "unavailable", "internal_error", "invalid_client");

  private final ErrorCodes codes;
  private final Redactor redactor;

  FailureText(ErrorCodes codes, Redactor redactor) {
    this.codes = codes;
    this.redactor = redactor;
  }

  String of(ErrorResponse refusal) {
    var text = new StringBuilder().append(refusal.status());
    String code = redactor.clean(refusal.code());
    text.append(' ').append(code.isEmpty() ? phrase(refusal.status()) : code);
    refusal.details().stream()
        .filter(detail -> codes.names().contains(detail.name()))
        .limit(3)
        .forEach(detail -> text.append(' ').append(redactor.clean(detail.value())));
    String scope = refusal.detail("required_scope");
    boolean plain = PLAIN.contains(code) || codes.plain().contains(code);
    if (code.equals("insufficient_scope") && scope != null) {
      String name = redactor.clean(scope);
      text.append(": the client lacks the scope ").append(name).append("; grant it to the client");
    } else if (!plain && !refusal.message().isBlank()) {
      text.append(": ").append(redactor.clean(refusal.message()));
    }
    return text.append(suffix(refusal.requestId())).toString();
  }

  /** Why a successful answer is none. */
  String of(UnreadableResponse unreadable, HttpResponse response) {
    return "the answer cannot be read: "
        + redactor.clean(unreadable.getMessage())
        + suffix(response.requestId());
  }

  private String suffix(String requestId) {
    String id = redactor.clean(requestId);
    return id.isEmpty() ? "" : " (" + id + ")";
  }

  private static String phrase(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "redirect, which is not followed; check the url of the tenant";
      case 401 -> "not authenticated";
      case 403 -> "not allowed";
      case 404 -> "not found";
      case 407 -> "the proxy wants credentials";
      default -> status >= 500 ? "server error" : "refused";
    };
  }

  /** The library's own text is left out where it could name more than host and reason. */
  String of(IOException cause) {
    return switch (cause) {
      case TooLarge e -> String.valueOf(e.getMessage());
      case TimeUsedUp e -> String.valueOf(e.getMessage());
      case UnknownHostException _ -> "unknown host";
      case ConnectException _ -> "connection refused";
      case SSLException e -> "TLS: " + clipped(e);
      case InterruptedIOException _ -> "timed out";
      case IOException e -> "connection lost (" + clipped(e) + ")";
    };
  }

  private String clipped(IOException e) {
    String text = redactor.clean(String.valueOf(e.getMessage())).toLowerCase(Locale.ROOT);
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
