package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A repository that rolecall makes itself and commits to, for its demo. Not for a user's own. */
public final class NewRepository {
  private final Path folder;

  private NewRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes one in this folder, with a branch {@code main}. */
  public static NewRepository init(Path folder) throws IOException {
    JGitSetting.install();
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
      git.getRepository().getConfig().save();
      return new NewRepository(folder);
    } catch (GitAPIException e) {
      throw new IOException("could not make a repository in " + folder, e);
    }
  }

  /** Commits everything that stands in the folder, what is gone too; runs no hook. */
  public Commit commitAll(String message, String author, Instant when) throws IOException {
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern(".").call();
      git.add().addFilepattern(".").setUpdate(true).call();
      var who = new PersonIdent(author, author + "@example.com", when, ZoneOffset.UTC);
      return GitRepository.commit(
          git.commit()
              .setMessage(message)
              .setAuthor(who)
              .setCommitter(who)
              .setNoVerify(true)
              .setSign(false)
              .call());
    } catch (GitAPIException e) {
      throw new IOException("could not commit in " + folder, e);
    }
  }
}
