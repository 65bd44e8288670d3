package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;

/** What guards have against a plan, in Markdown: never folded away. */
final class MarkdownGuards {
  private final MarkdownWriter out;

  MarkdownGuards(MarkdownWriter out) {
    this.out = out;
  }

  void write(Block.Guards guards) {
    out.paragraph(guards.caption() + ":");
    List<GuardLine> all = guards.lines();
    int most = out.truncation().groups();
    for (GuardLine guard : all.subList(0, Math.min(most, all.size()))) {
      out.paragraph("**%s** %s".formatted(guard.rule(), out.text(guard.message())));
      var facts = new ArrayList<String>();
      guard.facts().forEach(fact -> facts.add(out.text(fact)));
      if (!guard.paste().isEmpty()) {
        facts.add("to approve it, have this reviewed as " + out.code(guard.file()) + ":");
      }
      out.list(facts);
      if (!guard.paste().isEmpty()) {
        out.fence("yaml", guard.paste().stream().map(ControlEscaper::escape).toList());
      }
    }
    if (all.size() > most) {
      out.list(List.of(out.more(all.size() - most)));
    }
  }
}
