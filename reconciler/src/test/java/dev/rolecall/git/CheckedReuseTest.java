package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.pack.CachedPack;
import org.eclipse.jgit.internal.storage.pack.ObjectReuseAsIs;
import org.eclipse.jgit.internal.storage.pack.ObjectToPack;
import org.eclipse.jgit.internal.storage.pack.PackOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex.BitmapBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a pack whose objects are found and cannot be copied. */
class CheckedReuseTest {
  @TempDir Path folder;

  /** Fails so many times, each time as a damaged pack does. */
  private static final class Damaged extends ObjectReader.Filter implements ObjectReuseAsIs {
    private final ObjectReader reader;
    private final ObjectReuseAsIs reuse;
    private int failures;

    Damaged(ObjectReader reader, int failures) {
      this.reader = reader;
      this.reuse = (ObjectReuseAsIs) reader;
      this.failures = failures;
    }

    @Override
    protected ObjectReader delegate() {
      return reader;
    }

    @Override
    public void copyObjectAsIs(PackOutputStream out, ObjectToPack object, boolean validate)
        throws IOException, StoredObjectRepresentationNotAvailableException {
      if (failures-- > 0) {
        throw new StoredObjectRepresentationNotAvailableException(
            new IOException("Short read of block."));
      }
      reuse.copyObjectAsIs(out, object, validate);
    }

    @Override
    public ObjectToPack newObjectToPack(AnyObjectId id, int type) {
      return reuse.newObjectToPack(id, type);
    }

    @Override
    public void selectObjectRepresentation(
        PackWriter packer, ProgressMonitor monitor, Iterable<ObjectToPack> objects)
        throws IOException {
      reuse.selectObjectRepresentation(packer, monitor, objects);
    }

    @Override
    public void writeObjects(PackOutputStream out, List<ObjectToPack> list) throws IOException {
      reuse.writeObjects(out, list);
    }

    @Override
    public Collection<CachedPack> getCachedPacksAndUpdate(BitmapBuilder needs) throws IOException {
      return reuse.getCachedPacksAndUpdate(needs);
    }

    @Override
    public void copyPackAsIs(PackOutputStream out, CachedPack pack) throws IOException {
      reuse.copyPackAsIs(out, pack);
    }
  }

  /** JGit alone would look for it for ever. */
  @Test
  void anObjectThatCannotBeCopiedTwiceEndsThePack() throws IOException {
    var thrown = assertThrows(CorruptObjectException.class, () -> pack(Integer.MAX_VALUE));
    assertTrue(String.valueOf(thrown.getMessage()).contains("its pack is damaged"));
  }

  @Test
  void oneThatIsFoundAtTheSecondTryIsWritten() throws IOException {
    assertEquals(pack(0), pack(1));
  }

  private String pack(int failures) throws IOException {
    try (var repository = new FileRepository(folder.resolve("r" + failures).toFile())) {
      repository.create(true);
      ObjectId id;
      try (var inserter = repository.getObjectDatabase().newPackInserter()) {
        id = inserter.insert(Constants.OBJ_BLOB, "hello".getBytes(StandardCharsets.UTF_8));
        inserter.flush();
      }
      var out = new ByteArrayOutputStream();
      try (var walk = new RevWalk(repository);
          var writer =
              new PackWriter(
                  new PackConfig(),
                  CheckedReuse.of(new Damaged(walk.getObjectReader(), failures)))) {
        var object = walk.lookupAny(id, Constants.OBJ_BLOB);
        writer.preparePack(List.of(object).iterator());
        writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
      }
      return out.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
