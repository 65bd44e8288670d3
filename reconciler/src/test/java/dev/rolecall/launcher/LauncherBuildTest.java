package dev.rolecall.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own build: once, for all who start together, and honest when it fails. */
@Tag("launcher")
class LauncherBuildTest {
  @TempDir Path folder;
  private Installation there;
  private Path lock;

  @BeforeEach
  void install() {
    there = new Installation(folder);
    lock = there.root.resolve("reconciler/target/launcher/lock");
  }

  @Test
  void twoThatStartTogetherBuildOnce() {
    there.write("hold", "");
    var first = there.start("validate");
    first.says("building");
    var second = there.start("validate");
    second.says("waiting for the build");
    there.delete("hold");
    first.end().exits(0);
    second.end().exits(0);
    assertEquals(1, there.builds());
    assertUnlocked();
  }

  @Test
  void aBuildThatFailsIsToldAndTriedAgain() {
    there.write("broken", "");
    var ended = there.run("validate").exits(1);
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("A.java: broken"), ended::err);
    assertTrue(ended.err().contains("the build failed"), ended::err);
    assertUnlocked();

    there.delete("broken");
    there.run("validate").exits(0);
    assertEquals(2, there.builds());
  }

  @Test
  void whoWaitsForABuildThatFailsTriesItself() {
    there.write("hold", "");
    there.write("broken", "");
    var first = there.start("validate");
    first.says("building");
    var second = there.start("validate");
    second.says("waiting for the build");
    there.delete("hold");
    first.end().exits(1);
    second.end().exits(1);
    assertEquals(2, there.builds());
  }

  @Test
  void theLockOfADeadProcessIsBroken() throws IOException {
    var dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    dead.onExit().join();
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));
    there.run("validate").exits(0);
    assertEquals(1, there.builds());
    assertUnlocked();
  }

  private void assertUnlocked() {
    assertFalse(Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
  }
}
