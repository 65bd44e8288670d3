package dev.rolecall.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, and its times.
 *
 * @param begun the instant that it planned for: what had started or expired by then is granted or
 *     taken back
 * @param ended null while it is {@link RunState#STARTED}
 * @param lease until when it may write; null for a run that had nothing to write
 */
public record Progress(
    RunState state, Instant begun, @Nullable Instant ended, @Nullable Instant lease) {}
