package dev.rolecall.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Where a {@link ChainBranch} is kept: how its tip is read and moved, and where its objects are.
 */
interface Chain extends AutoCloseable {

  /** For people. */
  String describe();

  /** The full name of the branch. */
  String ref();

  /** Where its objects are read from and written to. */
  Repository objects() throws IOException;

  /** The tip, with its objects here; asks the remote if there is one. */
  Optional<ObjectId> tip() throws IOException;

  /** The id of any ref of the same repository; fetches nothing. Safe for several threads. */
  Optional<ObjectId> ask(String ref) throws IOException;

  /** Gets the commits before this one whose parents are missing. */
  void deepen(ObjectId tip, ObjectId oldest) throws IOException;

  /** Gets the objects of a commit again, since something of it is missing or broken. */
  void mend(ObjectId commit) throws IOException;

  /**
   * Moves the branch.
   *
   * @param expected zero when it must not be there yet
   * @param objects what the new tip has and the expected one has not
   */
  Appended move(ObjectId expected, ChainCommit to, NewObjects objects) throws IOException;

  @Override
  void close();
}
