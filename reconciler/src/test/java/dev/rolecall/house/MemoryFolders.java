package dev.rolecall.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The folders of tests in memory, where the machine has room for them: on ext4 a new file looks
 * long for a place where thousands were deleted in the last seconds, a sixth of all that the tests
 * cost. Elsewhere as ever.
 */
public final class MemoryFolders implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 2L << 30;
  private static final String PREFIX = "junit-";

  private static final boolean USABLE = usable();

  /** A container often has 64 MiB there, or mounts it so that no script runs. */
  private static boolean usable() {
    try {
      var store = Files.getFileStore(MEMORY);
      if (!store.type().equals("tmpfs") || store.getUsableSpace() < ROOM) {
        return false;
      }
      var everything = PosixFilePermissions.fromString("rwx------");
      Path script =
          Files.createTempFile(
              MEMORY, PREFIX, "", PosixFilePermissions.asFileAttribute(everything));
      try {
        return Files.isExecutable(script);
      } finally {
        Files.delete(script);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    return USABLE ? Files.createTempDirectory(MEMORY, PREFIX) : Files.createTempDirectory(PREFIX);
  }
}
