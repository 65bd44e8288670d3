package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.TenantException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Asks for a refusal in words. */
final class Refused {
  private Refused() {}

  /** Fails unless the call is refused, in a sentence with all of these in it; answers that. */
  static String with(List<String> parts, Executable call) {
    return with(TenantException.Kind.REFUSED, parts, call);
  }

  static String with(TenantException.Kind kind, List<String> parts, Executable call) {
    var refusal = assertThrows(TenantException.class, call);
    String message = String.valueOf(refusal.getMessage());
    assertEquals(kind, refusal.kind(), message);
    assertTrue(message.startsWith("could not "), message);
    parts.forEach(part -> assertTrue(message.contains(part), message));
    return message;
  }
}
