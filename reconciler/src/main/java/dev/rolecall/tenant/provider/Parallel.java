package dev.rolecall.tenant.provider;

import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls at once, each on a virtual thread; how many are in flight is the client's to limit.
 */
public final class Parallel {
  /** Something that calls a tenant. */
  @FunctionalInterface
  public interface Task {
    void run() throws TenantException;
  }

  private Parallel() {}

  /** Runs all of them; the first to fail ends the others, and its failure is the outcome. */
  public static void run(List<Task> tasks) throws TenantException {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        var completion = new ExecutorCompletionService<Boolean>(executor);
        for (var task : tasks) {
          var _ =
              completion.submit(() -> {
                task.run();
                return true;
              });
        }
        for (int done = 0; done < tasks.size(); done++) {
          var _ = completion.take().get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        executor.shutdownNow();
        throw new TenantException(Kind.UNREACHABLE, "could not read the tenant: interrupted");
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw failure(e.getCause());
      }
    }
  }

  private static TenantException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case TenantException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(cause);
    };
  }
}
