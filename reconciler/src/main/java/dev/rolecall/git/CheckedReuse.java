package dev.rolecall.git;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.internal.storage.pack.CachedPack;
import org.eclipse.jgit.internal.storage.pack.ObjectReuseAsIs;
import org.eclipse.jgit.internal.storage.pack.ObjectToPack;
import org.eclipse.jgit.internal.storage.pack.PackOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex.BitmapBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * Copies objects from pack to pack without unpacking them, and gives up on one that cannot be
 * copied twice: JGit itself looks for another copy, finds the same one, and goes on for ever where
 * a pack is damaged.
 */
final class CheckedReuse extends ObjectReader.Filter implements ObjectReuseAsIs {
  private final ObjectReader reader;
  private final ObjectReuseAsIs reuse;
  private final Set<ObjectId> failed = new HashSet<>();

  private CheckedReuse(ObjectReader reader, ObjectReuseAsIs reuse) {
    this.reader = reader;
    this.reuse = reuse;
  }

  /** Of a reader of files; any other one copies nothing so and is left as it is. */
  static ObjectReader of(ObjectReader reader) {
    return reader instanceof ObjectReuseAsIs reuse ? new CheckedReuse(reader, reuse) : reader;
  }

  @Override
  protected ObjectReader delegate() {
    return reader;
  }

  @Override
  public void copyObjectAsIs(PackOutputStream out, ObjectToPack object, boolean validate)
      throws IOException, StoredObjectRepresentationNotAvailableException {
    try {
      reuse.copyObjectAsIs(out, object, validate);
    } catch (StoredObjectRepresentationNotAvailableException e) {
      if (!failed.add(object.copy())) {
        var damaged = new CorruptObjectException(object.copy(), "its pack is damaged");
        damaged.initCause(e);
        throw damaged;
      }
      throw e;
    }
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
