package dev.rolecall.cli;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.reconcile.OwnFiles;
import dev.rolecall.reconcile.RolesRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Refuses files that a command would write over: its own repository, and one file twice. */
final class OutputTargets {
  /** Linux gives up after as many. */
  private static final int LINKS = 40;

  private OutputTargets() {}

  /** Opens the repository of a command. */
  interface Opening {
    RolesRepository open() throws IOException;
  }

  /**
   * Why these files cannot all be written.
   *
   * @return a sentence; empty: they can
   */
  static Optional<String> refused(List<Path> files, Opening opening) {
    Map<Path, Path> seen = new LinkedHashMap<>();
    for (Path file : files) {
      Path other = isDevice(file) ? null : seen.putIfAbsent(real(file), file);
      if (other != null) {
        return Optional.of(
            other.equals(file)
                ? "%s is to be written twice; name another file.".formatted(file)
                : "%s and %s are one file; name another.".formatted(other, file));
      }
    }
    return seen.isEmpty() ? Optional.empty() : own(seen, opening);
  }

  private static Optional<String> own(Map<Path, Path> files, Opening opening) {
    try (var repository = opening.open()) {
      for (var file : files.entrySet()) {
        Optional<String> why = OwnFiles.why(file.getKey(), repository);
        if (why.isPresent()) {
          return Optional.of(
              "%s cannot be written over: %s. Name another file."
                  .formatted(file.getValue(), why.get()));
        }
      }
      return Optional.empty();
    } catch (IOException | InvalidInputException _) {
      return Optional.empty(); // the command will say it, also in its reports
    }
  }

  /** A terminal, a pipe, nothing at all: it takes as many reports as come. */
  private static boolean isDevice(Path file) {
    // The streams of a process may be files, and whoever redirected them meant these.
    return Path.of("/dev").equals(file.getParent())
        || file.startsWith("/dev/fd")
        || file.startsWith("/proc")
        || (Files.exists(file) && !Files.isRegularFile(file));
  }

  /** Where it is written, also where it is not there yet. */
  private static Path real(Path file) {
    try {
      Path at = file;
      for (int i = 0; i < LINKS && Files.isSymbolicLink(at) && !Files.exists(at); i++) {
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
      if (Files.exists(at)) {
        return at.toRealPath();
      }
      return Objects.requireNonNull(at.getParent()).toRealPath().resolve(at.getFileName());
    } catch (IOException _) {
      return file; // it cannot be written either, which is said then
    }
  }
}
