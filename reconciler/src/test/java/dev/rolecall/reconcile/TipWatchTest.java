package dev.rolecall.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a run looks at the tip of its record, by a clock that the test sets. */
@Tag("record")
final class TipWatchTest {
  private static final Duration FOR_EVER = Duration.ofMinutes(15);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger looks = new AtomicInteger();

  private TipWatch watch(TipWatch.Look look) {
    return new TipWatch(
        nanos::get,
        () -> {
          looks.incrementAndGet();
          return look.isStillOurs();
        },
        FOR_EVER);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void looksOnceInTenSeconds() {
    TipWatch watch = watch(() -> true);
    assertFalse(watch.isLost());
    pass(Duration.ofMillis(9_999));
    assertFalse(watch.isLost());
    assertEquals(0, looks.get());
    pass(Duration.ofMillis(1));
    assertFalse(watch.isLost());
    assertFalse(watch.isLost());
    assertEquals(1, looks.get());
    pass(TipWatch.EVERY);
    assertFalse(watch.isLost());
    assertEquals(2, looks.get());
  }

  @Test
  void whatIsLostStaysLost() {
    TipWatch watch = watch(() -> looks.get() > 1);
    pass(TipWatch.EVERY);
    assertTrue(watch.isLost());
    pass(TipWatch.EVERY);
    assertTrue(watch.isLost());
    assertEquals(1, looks.get());
  }

  @Test
  void aRemoteThatDoesNotAnswerEndsNoRun() {
    TipWatch watch =
        watch(() -> {
          if (looks.get() == 1) {
            throw new IOException("it is down");
          }
          return false;
        });
    pass(TipWatch.EVERY);
    assertFalse(watch.isLost());
    assertFalse(watch.isLost());
    assertEquals(1, looks.get(), "not asked again at once");
    pass(TipWatch.EVERY);
    assertTrue(watch.isLost());
  }

  @Test
  void aRemoteThatHangsHoldsNobodyUpAndIsHeardAfterwards() throws Exception {
    var answer = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    var watch =
        new TipWatch(
            nanos::get,
            () -> {
              looks.incrementAndGet();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              } finally {
                answered.countDown();
              }
              return false;
            },
            Duration.ZERO);
    pass(TipWatch.EVERY);
    assertFalse(watch.isLost());
    pass(TipWatch.EVERY);
    assertFalse(watch.isLost(), "still no answer");
    answer.countDown();
    answered.await();
    while (!watch.isLost()) {
      Thread.onSpinWait(); // the answer is given, and takes a moment to be seen
    }
    assertEquals(1, looks.get(), "one look at a time");
  }
}
