package dev.rolecall.apply;

import dev.rolecall.model.Subject;
import dev.rolecall.policy.Revocation;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantWriter;
import dev.rolecall.tenant.WriteKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Logs people out after the steps of a run: once each, several at once. */
final class SessionEnder {
  private final TenantWriter writer;
  private final String run;
  private final Semaphore inFlight;
  private final RunListener listener;
  private final RunControl control;
  private final Map<Revocation, Outcome> outcomes = new ConcurrentHashMap<>();

  SessionEnder(
      TenantWriter writer, String run, int parallelism, RunListener listener, RunControl control) {
    this.writer = writer;
    this.run = run;
    this.inFlight = new Semaphore(parallelism);
    this.listener = listener;
    this.control = control;
  }

  List<SessionOutcome> end(List<Revocation> people, Pause pause) {
    try {
      pause.untilTheNextSecond();
      all(people);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notTried(people, "the run was interrupted");
    }
    return people.stream()
        .map(one -> new SessionOutcome(one, Objects.requireNonNull(outcomes.get(one))))
        .toList();
  }

  private void all(List<Revocation> people) {
    int size = writer.sessionBatchSize();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < people.size(); from += size) {
        List<Revocation> batch = people.subList(from, Math.min(from + size, people.size()));
        inFlight.acquireUninterruptibly();
        Optional<String> stop = control.whyStop();
        if (stop.isPresent()) {
          inFlight.release();
          notTried(batch, stop.get());
        } else {
          threads.execute(() -> send(batch));
        }
      }
    }
  }

  private void send(List<Revocation> batch) {
    try {
      List<Optional<TenantException>> answers = answers(batch);
      for (int i = 0; i < batch.size(); i++) {
        tell(batch.get(i), answers.get(i).map(SessionEnder::outcome).orElse(new Outcome.Done()));
      }
    } finally {
      inFlight.release();
    }
  }

  private List<Optional<TenantException>> answers(List<Revocation> batch) {
    List<Subject> users = batch.stream().map(one -> one.person().account()).toList();
    try {
      return new ArrayList<>(
          writer.endSessions(users, new WriteKey(run, "sessions-" + users.getFirst().id())));
    } catch (TenantException e) {
      return Collections.nCopies(users.size(), Optional.of(e));
    } catch (RuntimeException | OutOfMemoryError e) {
      return Collections.nCopies(users.size(), Optional.of(CallFailure.unforeseen(e)));
    }
  }

  /** Ending them again does no harm, so whatever is in doubt is left to the next run. */
  private static Outcome outcome(TenantException failure) {
    String message = CallFailure.message(failure);
    return switch (failure.kind()) {
      case REFUSED, CONFLICT, UNREACHABLE -> new Outcome.Failed(message);
      case UNKNOWN_EFFECT -> new Outcome.Unknown(message);
      case NOT_SENT -> new Outcome.NotTried(message);
    };
  }

  private void notTried(List<Revocation> people, String why) {
    people.forEach(one -> tell(one, new Outcome.NotTried(why)));
  }

  private void tell(Revocation one, Outcome outcome) {
    outcomes.put(one, outcome);
    listener.sessionsEnded(new SessionOutcome(one, outcome));
  }
}
