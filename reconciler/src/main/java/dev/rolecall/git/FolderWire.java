package dev.rolecall.git;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A remote that is a folder: served by JGit on a thread of this process, so that it needs no {@code
 * git}. JGit runs no hooks, and these hooks are the remote's, not the user's: where it has one that
 * judges a push, {@code git} itself takes it.
 */
final class FolderWire {
  private static final List<String> HOOKS =
      List.of(
          "pre-receive",
          "update",
          "post-receive",
          "post-update",
          "proc-receive",
          "reference-transaction");
  private static final int PIPE = 1 << 16;

  private FolderWire() {}

  static Wire open(
      RemoteCall call, URIish uri, Wire.Service service, RemoteAccess access, Repository clone)
      throws IOException {
    File start = clone.isBare() ? clone.getDirectory() : clone.getWorkTree();
    File named = FS.DETECTED.resolve(start, uri.getPath());
    @Nullable File found = RepositoryCache.FileKey.resolve(named, FS.DETECTED);
    if (found == null) {
      throw new IOException("there is no repository there");
    }
    if (service == Wire.Service.RECEIVE && hasHook(found.toPath())) {
      List<String> command = List.of("git", "receive-pack", found.getAbsolutePath());
      return StreamWire.process(call, RemoteProcess.start(call, access, command));
    }
    Repository repository = new RepositoryBuilder().setGitDir(found).setMustExist(true).build();
    return serve(call, repository, service);
  }

  private static boolean hasHook(Path gitDir) {
    return HOOKS.stream().anyMatch(name -> Files.isExecutable(gitDir.resolve("hooks/" + name)));
  }

  private static Wire serve(RemoteCall call, Repository repository, Wire.Service service)
      throws IOException {
    PipedInputStream requests = new PipedInputStream(PIPE);
    PipedOutputStream toServer = new PipedOutputStream(requests);
    PipedInputStream fromServer = new PipedInputStream(PIPE);
    PipedOutputStream answers = new PipedOutputStream(fromServer);
    Closeable end =
        () -> {
          // Either side may wait for the other, so the writing ends go first.
          toServer.close();
          fromServer.close();
          requests.close();
        };
    call.closing(end);
    Runnable server =
        () -> {
          try (repository;
              requests;
              answers) {
            if (service == Wire.Service.UPLOAD) {
              UploadPack upload = new UploadPack(repository);
              upload.setExtraParameters(List.of("version=2"));
              upload.upload(requests, answers, null);
            } else {
              new ReceivePack(repository).receive(requests, answers, null);
            }
          } catch (IOException | RuntimeException e) {
            // The other side sees the stream end; what went wrong is the remote's affair.
          }
        };
    Thread.ofPlatform().daemon().name("git-folder").start(server);
    return StreamWire.over(call, fromServer, toServer, end);
  }
}
