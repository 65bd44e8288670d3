package dev.rolecall.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A clock that only moves when somebody waits, or when the test says so. Thread-safe. */
public final class FakeTime implements InstantSource, Sleeper {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  public HttpEnvironment.Timing timing() {
    return new HttpEnvironment.Timing(this, this, new Random(1));
  }
}
