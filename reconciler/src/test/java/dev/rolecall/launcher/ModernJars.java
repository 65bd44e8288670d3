package dev.rolecall.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives old classes a new class file version and stack maps, and changes nothing else. The JVM
 * keeps no class older than Java 6 in an AOT cache, and picocli is compiled for Java 5: without
 * this, each start reads and verifies 180 classes from its jar (about 100 ms of processor time).
 * The build runs it from source on the launcher's copy of the libraries; a jar that it cannot
 * rewrite stays as it is.
 */
public final class ModernJars {
  private static final int JAVA_6 = 50;
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");

  private ModernJars() {}

  /** Rewrites the jars of a folder in place, those that have old classes or a signature. */
  public static void main(String[] folder) throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of(folder[0]), "*.jar")) {
      for (var jar : jars) {
        try {
          rewrite(jar);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
          System.err.println("left as it is: " + jar + ": " + e);
        }
      }
    }
  }

  static void rewrite(Path jar) throws IOException {
    var bytes = new ByteArrayOutputStream();
    boolean changed = false;
    try (var in = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(bytes)) {
      var classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy(in)));
      for (var entry : Collections.list(in.entries())) {
        var content = in.getInputStream(entry).readAllBytes();
        if (SIGNATURE.matcher(entry.getName()).matches()) {
          changed = true;
          continue;
        }
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          content = withoutDigests(content);
        }
        if (isOld(entry, content)) {
          content = modern(classFile, content);
          changed = true;
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(content);
      }
    }
    if (changed) {
      var temporary = jar.resolveSibling(jar.getFileName() + ".new");
      Files.write(temporary, bytes.toByteArray());
      Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The main section only: the JVM takes a jar with digests of its entries for signed. */
  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    var kept = new Manifest();
    kept.getMainAttributes()
        .putAll(new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes());
    var out = new ByteArrayOutputStream();
    kept.write(out);
    return out.toByteArray();
  }

  private static boolean isOld(ZipEntry entry, byte[] content) {
    // Bytes 6 and 7 of a class file are its major version; META-INF/versions holds newer ones.
    return entry.getName().endsWith(".class")
        && !entry.getName().startsWith("META-INF/")
        && content[6] == 0
        && content[7] < JAVA_6;
  }

  private static byte[] modern(ClassFile classFile, byte[] old) {
    // Code that nobody touches is copied without stack maps, so each body passes through.
    var rebuild =
        ClassTransform.transformingMethodBodies(
            CodeTransform.ofStateful(() -> (code, element) -> code.with(element)));
    ClassTransform version =
        (type, element) -> {
          if (element instanceof ClassFileVersion) {
            type.withVersion(ClassFile.JAVA_25_VERSION, 0);
          } else {
            type.with(element);
          }
        };
    return classFile.transformClass(classFile.parse(old), rebuild.andThen(version));
  }

  /** Stack maps name common superclasses: of the jar's own classes first, then of the JDK's. */
  private static ClassHierarchyResolver hierarchy(ZipFile jar) {
    return ClassHierarchyResolver.ofResourceParsing(type -> open(jar, type))
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static InputStream open(ZipFile jar, ClassDesc type) {
    var descriptor = type.descriptorString();
    var entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
