package dev.rolecall.git;

import dev.rolecall.model.RecordPlace;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The branch that a clone and a place of a record come to. */
record RecordBranch(Repository repository, RecordPlace place) {

  /**
   * Opens it; asks nobody yet.
   *
   * @throws InvalidInputException when the place names no branch, or no remote of this clone
   */
  ChainBranch open(RemoteAccess access) throws IOException {
    String ref = place.ref();
    if (!ref.startsWith(Constants.R_HEADS) || !Repository.isValidRefName(ref)) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.BAD_VALUE, null, "'%s' is not the full name of a branch.".formatted(ref))
              .advising("Write it as refs/heads/rolecall/record/production."));
    }
    Path commonDir = repository.getCommonDirectory().toPath();
    Optional<RemoteAddress> remote =
        switch (place) {
          case RecordPlace.OnRemote on -> RemoteAddress.of(repository, on.remote());
          case RecordPlace.InClone _ -> Optional.empty();
        };
    return new ChainBranch(
        remote.isPresent()
            ? new RemoteChain(repository, remote.get(), access, new RecordStore(commonDir), ref)
            : new LocalChain(repository, commonDir, ref));
  }

  /** The refs of the clone that may hold what it holds, as it was fetched last. */
  List<String> knownAs() {
    return switch (place) {
      case RecordPlace.InClone(String ref) -> List.of(ref);
      case RecordPlace.OnRemote(String remote, String ref) -> {
        List<String> refs = new ArrayList<>();
        String branch = Repository.shortenRefName(ref);
        Set<String> names = remote == null ? repository.getRemoteNames() : Set.of(remote);
        names.forEach(name -> refs.add(Constants.R_REMOTES + name + "/" + branch));
        refs.add(ref);
        yield refs;
      }
    };
  }
}
