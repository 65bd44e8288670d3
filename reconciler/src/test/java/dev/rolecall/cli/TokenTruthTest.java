package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role change does to the tokens of the people who hold the role, and when. */
@Tag("e2e")
final class TokenTruthTest {
  private static final Set<String> CS_LEAD =
      new TreeSet<>(
          List.of(
              "audit:read",
              "users:force-mfa-reset",
              "users:reset-password",
              "users:suspend",
              "users:view"));

  @TempDir Path folder;

  @Test
  void gainsComeWithTheNextTokenAndLossesLiveOnInTheLastOne() {
    try (var tenant = Tenant.acme();
        var repo = RolesRepo.unguardedAcme(folder.resolve("acme"), tenant.url())) {
      Outsider outsider = tenant.outsider();
      var signedIn =
          outsider
              .token(Map.of("grant_type", "password", "username", "anita@example.com"))
              .ok()
              .json();
      String refresh = signedIn.path("refresh_token").asString();
      String first = signedIn.path("access_token").asString();
      assertEquals(Set.of(), scope(first));

      repo.cli().run("apply", "--approve").ended(ExitCode.DONE).says("next access token");
      assertEquals(Set.of(), scope(first), "a token that is out never changes");
      String second = refreshed(outsider, refresh);
      assertNotEquals(first, second);
      assertEquals(CS_LEAD, scope(second));

      repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "");
      repo.commit("No suspending");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE).says("15 min");
      assertEquals(CS_LEAD, scope(second), "the loss lives on in it");
      var less = new TreeSet<>(CS_LEAD);
      less.remove("users:suspend");
      assertEquals(less, scope(refreshed(outsider, refresh)));

      repo.edit("roles/cs-lead.yaml", "    - anita@example.com\n", "    []\n");
      repo.edit("roles/cs-lead.yaml", "groups: [customer-support]", "groups: []");
      repo.commit("Nobody leads");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
      assertEquals(Set.of(), scope(refreshed(outsider, refresh)));

      var users = Map.of("users", List.of(outsider.user("anita@example.com")));
      outsider.write("POST", "sessions/revoke", users).ok();
      var refused = outsider.token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
      assertEquals("invalid_grant", refused.error());
    }
  }

  private static String refreshed(Outsider outsider, String token) {
    return outsider
        .token(Map.of("grant_type", "refresh_token", "refresh_token", token))
        .ok()
        .json()
        .path("access_token")
        .asString();
  }

  private static Set<String> scope(String token) {
    try {
      String scope = SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("scope");
      return scope.isEmpty() ? Set.of() : new TreeSet<>(List.of(scope.split(" ", -1)));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
