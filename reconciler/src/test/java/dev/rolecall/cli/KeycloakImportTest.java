package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.export.Paths;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realm as it grows over the years comes into git whole, and the plan of it is empty. */
@Tag("keycloak")
final class KeycloakImportTest {
  private static final List<String> ODD =
      List.of(
          "Backoffice Admin",
          "ROLE_ADMIN",
          "app/admin",
          "Ärzte & Co. 日本 🚀",
          "50% off?",
          "#1 \"quoted\" 'role'",
          "a:b:c",
          "- dash",
          "yes",
          "null",
          "*",
          "~",
          "1.0",
          "semi;colon=x",
          "back\\slash",
          "[b] {c} a|b ~ ^ `",
          " spaces ",
          "cs-lead",
          "CS-Lead");

  @TempDir Path folder;

  @Test
  void anyRealm() {
    var rich =
        Realm.fresh()
            .client("audit", "read", "export", "log reader")
            .client("https://app.example.com/saml", "User", "Admin/Ops")
            .role("basic", "audit:read")
            .role("middle", "basic", "audit:export")
            .role("top", "middle", "https://app.example.com/saml:User")
            .role("ring-a")
            .role("ring-b", "ring-a")
            .role(
                "described",
                role -> {
                  role.put("description", "Line one.\nLine two: \"quoted\", 100 % # not a comment");
                  Realm.attribute(role, "rolecall.name", "Described: Role");
                  Realm.attribute(role, "other", "kept");
                })
            .group("/support", "basic", "audit:read")
            .group("/support/emea", "middle")
            .group("/support/emea/night shift", "cs-lead")
            .group("/Ärzte & Co.", "audit:export")
            .user("anita", "basic", "audit:read", "Backoffice Admin")
            .user("Bob.Upper", "top")
            .user("off", user -> user.put("enabled", false), "ROLE_ADMIN")
            .user("no-mail", user -> user.remove("email"), "app/admin", "a:b:c")
            .user("admin-ish", "https://app.example.com/saml:Admin/Ops")
            .serviceAccount("robot", "secret");
    for (String name : ODD) {
      rich.role(name, "audit:read");
    }
    try (var realm = KeycloakRealm.of(rich, folder.resolve("roles"))) {
      realm.putInto("ring-a", realm.role("ring-b"));
      realm.putInto("ring-a", realm.role("ring-a"));
      realm.grant("service-account-robot", "basic");
      var cli = realm.cli();

      cli.run("import").ended(ExitCode.DONE);
      cli.run("catalogue", "--refresh").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      cli.run("validate").ended(ExitCode.DONE);
      int mark = realm.mark();
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      KeycloakRealm.as(cli, "rolecall-apply", KeycloakRealm.APPLY_SECRET)
          .run("plan", "--detailed-exitcode")
          .ended(ExitCode.DONE);
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      cli.run("drift").ended(ExitCode.DONE);
      assertEquals(List.of(), realm.writesSince(mark));

      for (String name : ODD) {
        realm.grant("Bob.Upper", name);
      }
      cli.run("drift").ended(ExitCode.CHANGES).says(ODD.size() + " differences");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      assertEquals(List.of("anita"), realm.holders("Backoffice Admin"));
      assertEquals(List.of("ring-a", "ring-b"), realm.inside("ring-a"));
      assertTrue(realm.role("described").at("/attributes/other/0").asString().equals("kept"));
    }
  }

  /** What Keycloak takes for a name or a description, as editors and scripts leave it behind. */
  @Test
  void whateverTheRealmHoldsIsReadBack() {
    var names =
        List.of(
            "tab\tin it",
            "trailing ",
            "\u202eright to left",
            "\ufeffmark",
            "two\nlines",
            "x\u0085y");
    var odd = Realm.fresh().client("realm", "basic", "only here").role("basic");
    for (String name : names) {
      odd.role(name, role -> role.put("description", "a\tb\r\nc  \r\n" + name), "basic");
    }
    odd.role("of client", "realm:basic", "realm:only here");
    odd.role("padded", role -> Realm.attribute(role, "rolecall.name", " Padded\t"));
    odd.group("/Sales ", "basic").group("/tab\tgroup", "padded");
    odd.user("anita", "basic", "realm:basic");
    try (var realm = KeycloakRealm.of(odd, folder.resolve("roles"))) {
      realm.grant("anita", "trailing "); // the import of a whole realm trims names
      var cli = realm.cli();
      cli.run("import").ended(ExitCode.DONE);
      cli.run("catalogue", "--refresh").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      cli.run("validate").ended(ExitCode.DONE);
      String trailing = realm.repo().read(Paths.role(new Slug("trailing ")));
      assertTrue(trailing.contains("- anita"), trailing);
      int mark = realm.mark();
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      cli.run("drift").ended(ExitCode.DONE);
      assertEquals(List.of(), realm.writesSince(mark));

      names.forEach(name -> realm.grant("anita", name.equals("trailing ") ? "padded" : name));
      cli.run("drift").ended(ExitCode.CHANGES).says(names.size() + " differences", "\\u{202E}");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    }
  }

  /** Their addresses mean other things, but the realm around them is read. */
  @Test
  void aRoleThatNoAddressCanNameSpoilsNothing() {
    var dotted = Realm.fresh().role("basic").role(".", "basic").role("..").client("app", "..");
    dotted.user("anita", "basic", ".").user("bert", "app:..", "..");
    try (var realm = KeycloakRealm.of(dotted, folder.resolve("roles"))) {
      var cli = realm.cli();
      cli.run("import").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      String dot = realm.repo().read(Paths.role(new Slug(".")));
      assertTrue(dot.contains("- anita") && !dot.contains("- bert"), dot);
      String ofApp =
          realm.repo().read("assignments/" + Paths.role(new Slug("app:..")).substring(6));
      assertTrue(ofApp.contains("- bert") && !ofApp.contains("- anita"), ofApp);
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      realm.repo().edit(Paths.role(new Slug(".")), "- anita", "- bert").commit("Bert instead");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      cli.run("drift").ended(ExitCode.DONE);
    }
  }

  @Test
  void definitionsAloneAreObserved() {
    var small =
        Realm.fresh().client("audit", "read").role("by-hand", "audit:read").user("tess", "by-hand");
    try (var realm = KeycloakRealm.of(small, folder.resolve("roles"), "clients: [audit]")) {
      var cli = realm.cli();
      cli.run("import", "--only", "definitions").ended(ExitCode.DONE);
      realm.repo().commit("Definitions");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      realm.repo().edit("roles/by-hand.yaml", "manage: observe", "manage: add").commit("Adopt");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      assertEquals(List.of("tess"), realm.holders("by-hand"));
    }
  }
}
