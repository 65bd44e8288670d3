package dev.rolecall.scenario;

import dev.rolecall.git.Aside;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A tree that lists its files in another order each time, as no real one does. */
record ShuffledFiles(FileTree files, Random random) implements FileTree {
  @Override
  public List<TreeFile> list(Globs globs) throws IOException {
    var all = new ArrayList<>(files.list(globs));
    Collections.shuffle(all, random);
    return all;
  }

  @Override
  public Optional<TreeFile> file(String path) throws IOException {
    return files.file(path);
  }

  @Override
  public Aside aside(Globs globs) throws IOException {
    return files.aside(globs);
  }
}
