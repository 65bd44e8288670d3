package dev.rolecall.tenant.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.http.HttpException;
import dev.rolecall.http.HttpException.Ending;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the port calls a call that failed. */
class TenantReadClientTest {

  @ParameterizedTest
  @CsvSource({
    "REFUSED, 404, REFUSED",
    "REFUSED, 412, CONFLICT",
    "REFUSED, 0, REFUSED",
    "UNANSWERED, 0, UNREACHABLE",
    "UNKNOWN_EFFECT, 0, UNKNOWN_EFFECT",
    "UNKNOWN_EFFECT, 412, UNKNOWN_EFFECT",
    "FENCED, 0, NOT_SENT",
  })
  void aFailedCallFailsAsThePortHasIt(Ending ending, int status, Kind kind) {
    var failure = new HttpException(ending, "could not look: no", status, null);
    var e =
        assertThrows(
            TenantException.class,
            () ->
                TenantReadClient.call(() -> {
                  throw failure;
                }));
    assertEquals(kind, e.kind());
    assertEquals("could not look: no", e.getMessage());
    assertEquals(failure, e.getCause());
  }
}
