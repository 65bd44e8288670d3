package dev.rolecall.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the JDK of this build and the real program, installed without sources. */
@Tag("launcher")
class RealJvmTest {
  @TempDir Path folder;
  private Installation there;

  @BeforeEach
  void install() throws IOException {
    there = new Installation(folder);
    there.environment.put("ROLECALL_JAVA_HOME", System.getProperty("java.home"));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    var jar = there.root.resolve("reconciler/rolecall.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }

  @Test
  void startsTheProgram() {
    var ended = there.run("--version").exits(0);
    assertTrue(ended.out().startsWith("rolecall "), ended::out);
    assertEquals("", ended.err());
  }

  @Test
  void aCacheThatDoesNotFitIsNotAWord() {
    there.write("reconciler/rolecall.aot", "made by some other JDK");
    var ended = there.run("--version").exits(0);
    assertEquals(1, ended.out().lines().count(), ended::out);
    assertEquals("", ended.err());
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }
}
