package dev.rolecall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** The objects of a clone as single files, so that a test can damage one of them. */
final class LooseObjects {
  private LooseObjects() {}

  /** Each object that a branch has in a file of its own; what none has is gone. */
  static void unpack(Path gitDir) throws IOException {
    Path whole = gitDir.resolveSibling(gitDir.getFileName() + "-whole");
    RolesRepo.copy(gitDir, whole);
    try (Stream<Path> packs = Files.list(gitDir.resolve("objects/pack"))) {
      for (Path pack : packs.toList()) {
        Files.delete(pack);
      }
    }
    try (Git from = Git.open(whole.toFile());
        Git to = Git.open(gitDir.toFile());
        ObjectReader reader = from.getRepository().newObjectReader();
        ObjectWalk walk = new ObjectWalk(reader);
        ObjectInserter inserter = to.getRepository().newObjectInserter()) {
      Repository old = from.getRepository();
      for (var ref : old.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
        walk.markStart(walk.parseAny(ref.getObjectId()));
      }
      for (RevObject at = walk.next(); at != null; at = walk.next()) {
        copy(reader, inserter, at);
      }
      for (RevObject at = walk.nextObject(); at != null; at = walk.nextObject()) {
        copy(reader, inserter, at);
      }
      inserter.flush();
    }
  }

  private static void copy(ObjectReader from, ObjectInserter to, RevObject object)
      throws IOException {
    var loader = from.open(object);
    to.insert(loader.getType(), loader.getBytes());
  }

  /** Where an object lies. */
  static Path file(Path gitDir, String id) {
    return gitDir.resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2));
  }
}
