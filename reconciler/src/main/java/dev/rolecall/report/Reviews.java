package dev.rolecall.report;

import dev.rolecall.policy.Objection;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose review the approvals of a run need, and who gave one. A commit's author proves nothing, so
 * where no review host is asked nobody is known to have looked.
 *
 * @param owners by file, as CODEOWNERS names them; a file that nobody owns is missing
 * @param given by file; one of which the host knows nothing is missing
 */
public record Reviews(SortedMap<String, List<String>> owners, SortedMap<String, Given> given) {
  private static final String UNKNOWN_REVIEWER = "reviewer unknown";
  private static final Reviews UNKNOWN = new Reviews(new TreeMap<>(), new TreeMap<>());

  /**
   * Who approved the head of a change on the review host.
   *
   * @param where the address of its page
   * @param by names there; empty: nobody
   */
  public record Given(String where, SortedSet<String> by) {
    public Given {
      by = Collections.unmodifiableSortedSet(new TreeSet<>(by));
    }

    /** {@code reviewed by lee at https://...}, or that nobody is known. */
    static String clause(@Nullable Given review) {
      return review == null
          ? UNKNOWN_REVIEWER
          : "reviewed by %s at %s"
              .formatted(
                  review.by().isEmpty() ? "nobody" : String.join(", ", review.by()),
                  review.where());
    }
  }

  public Reviews {
    owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
  }

  /** Of nothing anything is known. */
  public static Reviews unknown() {
    return UNKNOWN;
  }

  /** Files of approvals that these objections have, or ask for. */
  public static SortedSet<String> files(Collection<Objection> objections) {
    var files = new TreeSet<String>();
    for (Objection objection : objections) {
      if (objection.liftedBy() != null) {
        files.add(objection.liftedBy().at().file());
      } else if (objection.needs() == Objection.Needs.APPROVAL) {
        files.add(ApprovalText.file(objection));
      }
    }
    return files;
  }

  /** Who reviewed a file, after a comma. */
  List<Span> of(String file) {
    Given review = given.get(file);
    return review == null
        ? List.of(new Words(", " + UNKNOWN_REVIEWER))
        : List.of(new Words(", "), new Code(Given.clause(review)));
  }

  /** {@code @acme/security}; empty: nobody owns it. */
  String owners(String file) {
    return String.join(" ", owners.getOrDefault(file, List.of()));
  }
}
