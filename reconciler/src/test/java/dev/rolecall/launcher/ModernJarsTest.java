package dev.rolecall.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("launcher")
class ModernJarsTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void copyPicocli() throws IOException, URISyntaxException {
    var source = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    jar = Files.copy(Path.of(source), folder.resolve("picocli.jar"));
  }

  @Test
  void everyClassIsModernAndPassesTheVerifier() throws Exception {
    ModernJars.main(new String[] {folder.toString()});
    int modern = 0;
    try (var zip = new ZipFile(jar.toFile());
        var loader =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (var entry : zip.stream().filter(it -> it.getName().startsWith("picocli/")).toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("package-info")) {
          assertEquals(69, zip.getInputStream(entry).readAllBytes()[7], entry::getName);
          var name = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
          // Initializing links, and linking verifies: a wrong stack map is a VerifyError here.
          assertEquals(name, Class.forName(name, true, loader).getName());
          modern++;
        }
      }
    }
    assertTrue(modern > 150, "classes: " + modern);
  }

  @Test
  void aSignedJarIsSignedNoMore() throws Exception {
    var source = Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    var jgit = Files.copy(Path.of(source), folder.resolve("jgit.jar"));
    ModernJars.main(new String[] {folder.toString()});
    try (var jar = new JarFile(jgit.toFile())) {
      var entry = jar.getJarEntry("org/eclipse/jgit/lib/Repository.class");
      jar.getInputStream(entry).readAllBytes();
      assertNull(entry.getCodeSigners());
      assertTrue(jar.getManifest().getEntries().isEmpty());
      assertEquals(
          "org.eclipse.jgit",
          jar.getManifest().getMainAttributes().getValue("Implementation-Vendor-Id"));
    }
  }

  @Test
  void aSecondRunChangesNothingAndABrokenJarIsLeftAlone() throws IOException {
    ModernJars.main(new String[] {folder.toString()});
    var once = Files.readAllBytes(jar);
    Files.writeString(folder.resolve("broken.jar"), "not a zip");
    ModernJars.main(new String[] {folder.toString()});
    assertArrayEquals(once, Files.readAllBytes(jar));
    assertEquals("not a zip", Files.readString(folder.resolve("broken.jar")));
  }
}
