package dev.rolecall.diff;

/** The same changes for another cause than what the tenant and the applied commit let one think. */
final class Causes {
  private Causes() {}

  /** The same change, which git asks for. */
  static Change pending(Change change) {
    Cause cause = Cause.PENDING;
    return switch (change) {
      case Change.CapabilityCreated c -> new Change.CapabilityCreated(c.after(), cause, c.at());
      case Change.CapabilityEdited c ->
          new Change.CapabilityEdited(c.before(), c.after(), cause, c.at());
      case Change.CapabilityRemoved c -> new Change.CapabilityRemoved(c.before(), cause, c.at());
      case Change.RoleCreated c -> new Change.RoleCreated(c.after(), cause, c.at());
      case Change.RoleTextEdited c ->
          new Change.RoleTextEdited(c.role(), c.text(), c.before(), c.after(), cause, c.at());
      case Change.RoleCapabilityAdded c ->
          new Change.RoleCapabilityAdded(c.role(), c.capability(), cause, c.at());
      case Change.RoleCapabilityRemoved c ->
          new Change.RoleCapabilityRemoved(c.role(), c.capability(), cause, c.at());
      case Change.RoleRetired c ->
          new Change.RoleRetired(c.before(), c.holders(), c.reason(), c.successor(), cause, c.at());
      case Change.AssignmentAdded c ->
          new Change.AssignmentAdded(c.role(), c.subject(), c.expires(), c.reason(), cause, c.at());
      case Change.AssignmentRemoved c ->
          new Change.AssignmentRemoved(c.role(), c.subject(), c.why(), c.drain(), cause, c.at());
    };
  }
}
