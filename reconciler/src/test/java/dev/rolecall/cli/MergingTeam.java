package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.git.BranchedRepository;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;

/**
 * A team that branches and merges as hosts do: two roles of twelve holders each, one to a line, and
 * jobs that apply a commit from a clone which has what the branches have today.
 */
final class MergingTeam implements AutoCloseable {
  /** More of them than lines: each line has somebody of its own, and may get somebody else. */
  static final int PEOPLE = 60;

  private static final int LINES = 12;
  private static final int ABOVE = 9;

  private final Team team;
  private final BranchedRepository git;

  private MergingTeam(Path folder, URI tenant) throws Exception {
    team = Team.of(folder, tenant);
    team.role("ops", "add", holders(0)).role("cs", "add", holders(LINES));
    team.push("First");
    git = BranchedRepository.of(team.author().git());
  }

  static MergingTeam of(Path folder, URI tenant) throws Exception {
    return new MergingTeam(folder, tenant);
  }

  private static String[] holders(int from) {
    return IntStream.range(from, from + LINES).mapToObj(Tenant::email).toArray(String[]::new);
  }

  BranchedRepository git() {
    return git;
  }

  Team team() {
    return team;
  }

  /** Somebody else on one line of a role, and not committed. */
  static void write(BranchedRepository git, String role, int line, int user) throws Exception {
    git.write(role, ABOVE + line, "    - " + Tenant.email(user));
  }

  /** Somebody else on one line of a role. */
  String edit(String role, int line, int user) throws Exception {
    write(git, role, line, user);
    return git.commit("%s: u%d".formatted(role, user));
  }

  /** The remote gets all branches as they are here, also where history was rewritten. */
  void push() throws Exception {
    Git author = team.author().git();
    Repository here = author.getRepository();
    var push = author.push().setForce(true).add("refs/heads/*:refs/heads/*");
    try (Git remote = Git.open(team.remote().toFile())) {
      for (Ref ref : remote.getRepository().getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        if (!ref.getName().equals(RolesRepo.RECORD) && here.exactRef(ref.getName()) == null) {
          push.setRefSpecs(new RefSpec("refs/heads/*:refs/heads/*"), gone(ref));
        }
      }
    }
    push.call();
  }

  private static RefSpec gone(Ref ref) {
    return new RefSpec(":" + ref.getName());
  }

  /** A job of CI at this commit, which some branch of the remote has. */
  Cli job(String commit) throws Exception {
    push();
    RolesRepo job = team.job();
    job.git().checkout().setName(commit).call();
    return job.cli();
  }

  Cli.Ran apply(String commit) throws Exception {
    return job(commit).run("apply", "--approve");
  }

  /** The holders that a commit declares for a role. */
  List<String> declared(String commit, String role) throws Exception {
    Repository repository = team.author().git().getRepository();
    var blob = repository.open(repository.resolve(commit + ":roles/" + role + ".yaml"));
    return new String(blob.getBytes(), UTF_8)
        .lines()
        .filter(line -> line.startsWith("    - "))
        .map(line -> line.substring("    - ".length()))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    team.close();
  }
}
