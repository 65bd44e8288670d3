package dev.rolecall.access;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;

/**
 * One way on which something comes to a person.
 *
 * @param item what comes
 * @param role with which it comes: the item itself, or what contains it at any depth
 * @param holder who holds that role directly: the person, or a group that they are in
 */
public record Route(Holdable item, Slug role, Subject holder) {
  /** {@code role clerk directly}, {@code capability payments:create with role clerk in group x}. */
  public String clause() {
    return "%srole %s %s"
        .formatted(
            item.equals(new Holdable.OfRole(role)) ? "" : item + " with ",
            role,
            holder.kind() == SubjectKind.GROUP ? "in " + holder : "directly");
  }
}
