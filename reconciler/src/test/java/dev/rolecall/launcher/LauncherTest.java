package dev.rolecall.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("launcher")
class LauncherTest {
  @TempDir Path folder;
  private Installation there;

  @BeforeEach
  void install() {
    there = new Installation(folder);
  }

  @Test
  void findsAJdk25WhereJavaIs17AndStartsThatAlone() {
    var ended = there.run("validate", "a b", "*").exits(0);
    assertTrue(ended.out().endsWith(" dev.rolecall.cli.Main validate a b *\n"), ended::out);
    assertFalse(ended.err().contains("java 17 was started"), ended::err);
  }

  @Test
  void standardOutputBelongsToTheCommand() {
    var ended = there.run("plan").exits(0);
    assertEquals(1, ended.out().lines().count(), ended::out);
    assertTrue(ended.err().contains("noise of the build"), ended::err);
    assertEquals("", there.run("plan").exits(0).err());
  }

  @Test
  void javaHomeComesFirstWhenItIsNewEnough() {
    there.jdk("mine", "26");
    there.environment.put("JAVA_HOME", there.root.resolve("mine").toString());
    there.environment.put("ROLECALL_JDKS", there.root.resolve("none").toString());
    there.run("--version").exits(0);

    there.jdk("mine", "21.0.1");
    assertTrue(there.run("--version").exits(1).err().contains("needs a JDK 25"));
  }

  @Test
  void aJavaHomeThatWasNamedForRolecallMustFit() {
    there.environment.put("ROLECALL_JAVA_HOME", there.root.resolve("jdks/temurin-17").toString());
    var ended = there.run("--version").exits(1);
    assertTrue(ended.err().contains("temurin-17 is not a JDK 25 or newer"), ended::err);
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() {
    there.environment.put("ROLECALL_JDKS", there.root.resolve("none").toString());
    var ended = there.run("validate").exits(1);
    assertTrue(ended.err().contains("Temurin 25"), ended::err);
    assertEquals("", ended.out());
    assertEquals(0, there.builds());
  }

  @Test
  void followsSymbolicLinksToItself() throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("first"), Path.of("..", "a clone", "reconciler", "rolecall"));
    Files.createSymbolicLink(bin.resolve("rolecall"), bin.resolve("first"));
    there.start(bin.resolve("rolecall"), "validate").end().exits(0);
    assertEquals(1, there.builds());
    assertTrue(Files.exists(there.root.resolve("reconciler/target/launcher/rolecall.jar")));
  }

  @Test
  void theExitCodeIsTheCommands() {
    there.environment.put("FAKE_EXIT", "7");
    there.run("apply").exits(7);
  }

  @Test
  void shortCommandsGetTheQuickCompilerAndLongOnesDoNot() {
    assertTrue(there.run("-C", "x", "validate").out().contains("TieredStopAtLevel=1"));
    assertTrue(there.run("--help").out().contains("TieredStopAtLevel=1"));
    assertFalse(there.run("plan").out().contains("TieredStopAtLevel=1"));
    assertFalse(there.run("apply", "--help").out().contains("TieredStopAtLevel=1"));
  }

  @Test
  void usesTheCacheThatItsBuildMade() {
    assertTrue(there.run("plan").out().contains("/target/launcher/rolecall.aot"));
  }

  @Test
  void withoutACacheItWorksWithoutAWord() {
    there.write("jdks/temurin-25/bin/untrained", "");
    there.run("plan").exits(0);
    var ended = there.run("plan").exits(0);
    assertFalse(ended.out().contains("AOTCache"), ended::out);
    assertEquals("", ended.err());
  }

  @Test
  void runsWithoutSourcesFromACopyOfTheFolder() throws IOException {
    there.run("plan").exits(0);
    var copy = Files.createDirectories(folder.resolve("installed"));
    var app = there.root.resolve("reconciler/target/launcher");
    Files.copy(app.resolve("rolecall.jar"), copy.resolve("rolecall.jar"));
    Files.copy(there.root.resolve("reconciler/rolecall"), copy.resolve("rolecall"));
    var ended = there.start(copy.resolve("rolecall"), "plan").end().exits(0);
    assertTrue(ended.out().contains(copy.toRealPath() + "/rolecall.jar"), ended::out);
    assertEquals(1, there.builds());
  }

  @Test
  void buildsAgainOnlyWhenASourceIsNewerOrGone() throws IOException {
    there.run("plan").exits(0);
    there.run("plan").exits(0);
    assertEquals(1, there.builds());

    age(Duration.ofSeconds(10));
    there.write("schema/role.json", "{ }");
    there.run("plan").exits(0);
    assertEquals(2, there.builds());

    age(Duration.ofSeconds(10));
    there.delete("reconciler/src/main/java/A.java");
    there.run("plan").exits(0);
    assertEquals(3, there.builds());
  }

  /** Moves the last build and all that it read into the past, instead of waiting. */
  private void age(Duration by) throws IOException {
    try (var files = Files.walk(there.root)) {
      for (var file : files.filter(it -> !Files.isSymbolicLink(it)).toList()) {
        var time = Files.getLastModifiedTime(file).toInstant().minus(by);
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }
}
