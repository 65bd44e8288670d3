package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusLineTest {
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter err = new StringWriter();

  @Test
  void isDrawnAnewAndTakenAwayOnce() {
    var status = new StatusLine(new PrintWriter(err), true);
    status.clear();
    status.hint("a");
    status.show("b");
    status.hint("c");
    status.clear();
    status.clear();
    assertEquals(ERASE + "a" + ERASE + "b" + ERASE, err.toString());
  }

  @Test
  void nobodyWatchesNothingIsDrawn() {
    var status = new StatusLine(new PrintWriter(err), false);
    status.hint("a");
    status.show("b");
    status.clear();
    assertEquals("", err.toString());
  }

  /** At a terminal people see that the tenant answers, and the report alone at the end. */
  @Test
  void aLargeTenantIsNotSilent(@TempDir Path folder) {
    try (var tenant = Tenant.ofUsers(50);
        var repo = RolesRepo.of(folder.resolve("roles"), tenant.url(), "page-size: 2")) {
      repo.commit("Nothing yet");
      String said = repo.cli().typing("").run("drift").err();
      assertTrue(said.contains("the tenant has answered 10 requests"), said);
      assertTrue(said.lastIndexOf(ERASE) > said.lastIndexOf("requests"), said);
      assertFalse(repo.cli().run("drift").err().contains("requests"));
    }
  }
}
