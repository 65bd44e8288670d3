package dev.rolecall.codec;

import dev.rolecall.diff.Change;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Basis;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes the content of a plan: every key in a fixed order, absent values left out. */
public final class PlanWriter {
  /** How much of a plan is written. */
  public enum Part {
    /** Everything. */
    WHOLE,
    /**
     * What would be done and on which basis: not which commit asks, not on which line, not in which
     * part of a report it shows, and no finding that does not stand against it.
     */
    ESSENCE
  }

  private final JsonGenerator out;
  private final Part part;
  private final ChangeWriter changes;

  /**
   * A writer of entries; every object and list around them is the caller's.
   *
   * @param out stands inside an object whenever a method is called
   */
  public PlanWriter(JsonGenerator out, Part part) {
    this.out = out;
    this.part = part;
    changes = new ChangeWriter(out);
  }

  /** The plan, all of it that belongs to the part. */
  public void write(Plan plan) {
    Basis basis = plan.basis();
    out.writeStringProperty("tenant", basis.name());
    identity(basis.tenant());
    origin(basis);
    if (plan.goodUntil() != null) {
      out.writeStringProperty("good-until", plan.goodUntil().toString());
    }
    verdict(plan.verdict());
    basis(basis);
    steps(plan.steps());
    new RevocationWriter(out).write(plan.revocations(), part);
    if (part == Part.WHOLE) {
      notices(plan.notices());
      problems("findings", plan.findings());
      problems("older-findings", plan.notices().older());
      if (!plan.notices().expiring().isEmpty()) {
        new EndingWriter(out).write(plan.notices().expiring());
      }
      guards(plan.objections());
      if (plan.impact() != null) {
        out.writeObjectPropertyStart("impact");
        new ImpactWriter(out).write(plan.impact());
        out.writeEndObject();
      }
    }
  }

  private void guards(List<Objection> objections) {
    var writer = new ObjectionWriter(out);
    out.writeArrayPropertyStart("guards");
    for (Objection objection : objections) {
      out.writeStartObject();
      writer.write(objection);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void identity(TenantIdentity tenant) {
    out.writeObjectPropertyStart("identity");
    out.writeStringProperty("provider", tenant.provider());
    out.writeStringProperty("url", tenant.url());
    if (tenant.realm() != null) {
      out.writeStringProperty("realm", tenant.realm());
    }
    out.writeEndObject();
  }

  private void notices(Notices notices) {
    var writer = new NoticeWriter(out);
    list(
        "declared",
        notices.declared(),
        declared -> {
          out.writeStringProperty("portion", declared.portion().word());
          writer.declared(declared.change());
        });
    list("withheld", notices.withheld(), writer::withheld);
    list("adopts", notices.adopted(), writer::adopted);
    list("strong", notices.strong(), role -> out.writeStringProperty("role", role.value()));
    if (!notices.due().isEmpty()) {
      list("ahead", notices.due(), writer::dueDate);
    }
  }

  private <T> void list(String name, Collection<T> items, Consumer<T> entries) {
    out.writeArrayPropertyStart(name);
    for (T item : items) {
      out.writeStartObject();
      entries.accept(item);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void origin(Basis basis) {
    out.writeObjectPropertyStart("origin");
    if (part == Part.WHOLE) {
      if (basis.origin().commit() != null) {
        out.writeStringProperty("commit", basis.origin().commit());
      }
      out.writeBooleanProperty("dirty", basis.origin().dirty());
    }
    out.writeStringProperty("files", basis.origin().files());
    out.writeEndObject();
  }

  /** A verdict in a word. */
  public static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Clear _ -> "clear";
      case Verdict.NeedsApproval _ -> "needs-approval";
      case Verdict.Blocked _ -> "blocked";
    };
  }

  private void verdict(Verdict verdict) {
    out.writeObjectPropertyStart("verdict");
    out.writeStringProperty("is", word(verdict));
    if (verdict instanceof Verdict.Blocked blocked) {
      problems("because", blocked.because());
    }
    out.writeEndObject();
  }

  private void basis(Basis basis) {
    out.writeArrayPropertyStart("basis");
    basis
        .digests()
        .forEach((key, digest) -> {
          out.writeStartObject();
          basisKey(key);
          out.writeStringProperty("digest", digest);
          out.writeEndObject();
        });
    out.writeEndArray();
  }

  /** What a plan rests on. */
  public void basisKey(BasisKey key) {
    switch (key) {
      case BasisKey.OfRole of -> out.writeStringProperty("role", of.slug().value());
      case BasisKey.OfHolders of -> out.writeStringProperty(of.kind().plural(), of.slug().value());
      case BasisKey.OfCapability of -> {
        out.writeName("capability");
        changes.capability(of.id());
      }
    }
  }

  private void steps(List<Step> steps) {
    out.writeArrayPropertyStart("steps");
    for (Step step : steps) {
      out.writeStartObject();
      step(step);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A change with its place in the run. */
  public void step(Step step) {
    out.writeStringProperty("id", step.id());
    out.writeStringProperty("level", step.level().word());
    if (part == Part.WHOLE) {
      out.writeStringProperty("portion", step.portion().word());
    }
    change(step.change());
    if (!step.dependsOn().isEmpty()) {
      out.writeArrayPropertyStart("needs");
      step.dependsOn().forEach(out::writeString);
      out.writeEndArray();
    }
  }

  /** A change: why it is there, what it does, and who asks for it. */
  public void change(Change change) {
    out.writeStringProperty("cause", change.cause().word());
    changes.write(change);
    if (part == Part.WHOLE) {
      changes.at(change.at());
    }
  }

  private void problems(String name, List<Problem> problems) {
    out.writeArrayPropertyStart(name);
    for (Problem problem : problems) {
      out.writeStartObject();
      out.writeStringProperty("severity", problem.severity().word());
      out.writeStringProperty("rule", problem.rule().id());
      out.writeStringProperty("message", problem.message());
      if (part == Part.WHOLE) {
        changes.at(problem.at());
        if (problem.advice() != null) {
          out.writeStringProperty("advice", problem.advice());
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
