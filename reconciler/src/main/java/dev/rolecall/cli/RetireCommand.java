package dev.rolecall.cli;

import dev.rolecall.model.Days;
import dev.rolecall.model.Slug;
import dev.rolecall.reconcile.RetireRequest;
import dev.rolecall.reconcile.RetireRequest.Schedule;
import dev.rolecall.reconcile.Retiring;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall retire}: writes the tombstone and takes the role's documents away. */
@Command(
    name = "retire",
    description = {
      "Retires a role: writes retired/SLUG.yaml and removes the documents of the role, its"
          + " Assignments too. From the next apply on nobody holds it; seven days on it is deleted"
          + " for ever, and its slug is never used again.",
      "Until that day git can take it back: the tombstone holds what the role is.",
      "Approvals that have expired or were used up are removed."
    })
final class RetireCommand extends BaseCommand {
  private static final int DAYS = 7;

  @Parameters(paramLabel = "SLUG", description = "The role to retire.")
  private String slug = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the tombstone.")
  private String reason = "";

  @Option(
      names = "--delete",
      paramLabel = "DATE",
      description = "From when on it is deleted. Default: seven days on.")
  private @Nullable String delete;

  @Option(
      names = "--drain",
      paramLabel = "DATE",
      description = "From when on nobody holds it. Default: the next apply.")
  private @Nullable String drain;

  @Option(
      names = "--now",
      description = "The next apply deletes it. Nothing brings it back, nor its slug.")
  private boolean atOnce;

  @Option(
      names = "--successor",
      paramLabel = "SLUG",
      description = "The role that takes over; kept in the tombstone.")
  private @Nullable String successor;

  RetireCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    if (slug.isEmpty() || reason.isBlank() || (successor != null && successor.isEmpty())) {
      throw usage("SLUG, --reason and --successor must not be empty.");
    }
    if (atOnce && (delete != null || drain != null)) {
      throw usage("--now deletes at the next apply, so it takes neither --delete nor --drain.");
    }
    Instant now = context.clock().instant();
    @Nullable Schedule schedule = atOnce ? null : schedule(now);
    try (var repository = repository()) {
      if (options.ref != null) {
        throw usage("retire edits the working tree, so it takes no --ref.");
      }
      var request =
          new RetireRequest(
              new Slug(slug), successor == null ? null : new Slug(successor), reason, schedule);
      var retiring = new Retiring(repository, now);
      if (options.tenant != null) {
        requireAlone(options.tenant, retiring.tenants(request.slug()));
      }
      int lines = retiring.retire(request, this::print);
      tell(schedule, lines, now);
      return ExitCode.DONE;
    }
  }

  /** A tombstone is written for all tenants that have the role, and its documents go. */
  private void requireAlone(String tenant, SortedSet<String> tenants) {
    if (!tenants.equals(new TreeSet<>(Set.of(tenant)))) {
      throw usage(
          "retire writes for every tenant that has the role: %s is in %s. Leave --tenant away, or"
                  .formatted(slug, String.join(", ", tenants))
              + " narrow tenants: in its documents and write the tombstone by hand.");
    }
  }

  private Schedule schedule(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant day =
        delete == null
            ? today.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant()
            : moment("--delete", delete);
    if (!day.isAfter(now)) {
      throw usage(
          "--delete %s is not after now. To delete the role at the next apply, say --now."
              .formatted(delete));
    }
    @Nullable Instant emptied = drain == null ? null : moment("--drain", drain);
    if (emptied != null && emptied.isAfter(day)) {
      throw usage(
          "--drain %s is after the deletion on %s%s."
              .formatted(
                  drain,
                  Days.first(day),
                  delete == null ? ", a week from now; --delete names another day" : ""));
    }
    return new Schedule(emptied, day);
  }

  private Instant moment(String option, String text) {
    try {
      Instant moment =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      int year = moment.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 0 && year <= 9999) {
        return moment;
      }
    } catch (DateTimeException e) {
      // It is said below.
    }
    throw usage(
        "%s is a date such as 2026-12-05, or an instant such as 2026-12-05T18:00:00Z, not %s"
            .formatted(option, text));
  }

  /** What happens when; on standard error, beside what was written. */
  private void tell(@Nullable Schedule schedule, int lines, Instant now) {
    String lost =
        lines == 0
            ? "No line of git made anybody a holder of it."
            : lines == 1
                ? "The line of git that made somebody a holder is gone with its document."
                : lines + " lines of git that made somebody a holder are gone with its documents.";
    if (schedule == null) {
      say(
          "Warning: the next apply deletes %s for ever, and takes it from everybody who holds it."
                  .formatted(slug)
              + " Nothing brings it back, and its slug is never used again.");
      say(lost + " Until that apply, git can take this back.");
      return;
    }
    @Nullable Instant drained = schedule.drain();
    say(
        "From %s on nobody holds %s; the role itself stands. %s"
            .formatted(
                drained != null && drained.isAfter(now) ? Days.first(drained) : "the next apply",
                slug,
                lost));
    say(
        "From %s on, the first apply deletes it for ever, and its slug is never used again."
            .formatted(Days.first(schedule.delete())));
    say("Until then git can take it back: revert this change. --now deletes at the next apply.");
  }
}
