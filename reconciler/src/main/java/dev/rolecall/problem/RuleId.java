package dev.rolecall.problem;

import java.util.Locale;

/**
 * Every rule there is: its id as reports print it ({@code unknown-capability}), what it means, and
 * how to mend it. An id is part of the public contract; it is never renamed or used for another
 * rule.
 */
public enum RuleId {
  // Bytes and YAML: how a file may be written (design.md, rule 8).
  FILE_TOO_LARGE("A file is larger than 16 MiB.", "Split the file; documents of one role add up."),
  TREE_TOO_LARGE(
      "The documents together are more than 128 MiB, or more than 100,000 files.",
      "Split the repository, by tenant for example, or narrow files in rolecall.yaml."),
  UNREADABLE_FILE(
      "A file cannot be read.", "Check its permissions and that it is an ordinary file."),
  SYMBOLIC_LINK("A glob matches a symbolic link.", "Replace the link by the file itself."),
  INVALID_UTF8("A file is not valid UTF-8.", "Save the file as UTF-8."),
  BYTE_ORDER_MARK(
      "A file starts with a byte order mark.", "Save the file as UTF-8 without a byte order mark."),
  TAB_INDENTATION("A line is indented with a tab.", "Indent with spaces."),
  YAML_SYNTAX("The text is not YAML.", "Correct the syntax at this place."),
  NESTING_TOO_DEEP(
      "A value is nested deeper than 32 levels.",
      "Flatten it; no document needs more than a few levels."),
  ANCHOR("An anchor is used.", "Write the value out: one way to write a thing keeps diffs honest."),
  ALIAS("An alias is used.", "Write the value out: one way to write a thing keeps diffs honest."),
  MERGE_KEY("A merge key is used.", "Write the keys out."),
  TAG("A tag is used.", "Remove the tag; every value has one type."),
  DUPLICATE_KEY("A key stands twice in one mapping.", "Keep one of the two."),
  NULL_VALUE("A key has no value.", "Give it a value, or remove the key."),
  EMPTY_DOCUMENT("A document has no content.", "Remove the stray --- or write the document."),
  // Shape: what the schemas say.
  UNKNOWN_KIND(
      "The kind of a document is missing or unknown.",
      "Use Role, Assignment, Capability, RetiredRole, RetiredCapability, Catalogue, Approval"
          + " or Policy."),
  UNKNOWN_KEY("A key is not part of this kind of document.", "Remove it or correct its name."),
  MISSING_KEY("A required key is missing.", "Add it."),
  WRONG_TYPE("A value has the wrong type.", "Write a value of the named type."),
  BAD_VALUE("A value does not have the required form.", "Correct the value."),
  TOO_LONG("A text is longer than the tenant takes.", "Shorten it."),
  REPEATED_ITEM("An item stands twice in one list.", "Keep one of the two."),
  CONTROL_CHARACTER(
      "A text has a control or bidirectional-override character.", "Remove the character."),
  PADDED_NAME("A name starts or ends with white space.", "Remove it, unless the tenant has it so."),
  BAD_DATE(
      "A date or instant is not valid.",
      "Write a date (2026-12-31) or an instant (2026-12-31T18:00:00Z)."),
  // Settings: rolecall.yaml.
  NO_CONFIGURATION(
      "There is no rolecall.yaml.", "Run rolecall init, or name the roles repository with -C."),
  UNKNOWN_TENANT(
      "A tenant is named that rolecall.yaml does not have.",
      "Use one of the tenants of rolecall.yaml."),
  SECRET_IN_FILE(
      "A secret is written in a file.",
      "Take it from the environment: { env: NAME }, or from a file outside git: { file: PATH }."),
  MISSING_SECRET(
      "A credential's source is empty or not there.",
      "Set the environment variable, or write the file."),
  INSECURE_URL(
      "A tenant is reached over plain http.", "Use https://; http:// is for the loopback only."),
  PATH_OUTSIDE("A path leaves the roles repository.", "Name a file inside the repository."),
  SETTINGS_CHANGED(
      "The head changes tenants, credentials, guards or policies against the base.",
      "Review it on its own: the base's settings judge this change."),
  OWN_JUDGE_REFUSES(
      "A guard or policy that the change itself brings would refuse it, once it is merged.",
      "Change what it is about, add its approval, or bring the guard or policy in a change of its"
          + " own."),
  // Meaning: documents against each other, the catalogue and history.
  DUPLICATE_ROLE(
      "One slug is declared by two Role documents.",
      "Keep one of the two; holders may be split, definitions may not."),
  DUPLICATE_CAPABILITY("One capability is declared twice.", "Keep one of the two."),
  DUPLICATE_ASSIGNMENT("One subject is declared twice for one role.", "Keep one of the two."),
  DUPLICATE_TOMBSTONE(
      "One slug or capability is retired by two documents.", "Keep one of the two."),
  DUPLICATE_CATALOGUE(
      "One tenant has two catalogues, or one entry stands twice in one.",
      "Run rolecall catalogue --refresh and keep one file."),
  UNKNOWN_ROLE(
      "A role is named that is neither declared nor a system role.",
      "Declare it, or correct the slug."),
  UNKNOWN_CAPABILITY(
      "A capability is neither in the catalogue nor declared.",
      "Refresh the catalogue if it is new: rolecall catalogue --refresh"),
  CAPABILITY_IN_FLIGHT(
      "A capability is assignable but does nothing yet.",
      "Nothing to do; it works once the tenant wires it."),
  SYSTEM_CAPABILITY(
      "A capability that ships with the tenant, or is one of its roles, is declared or retired.",
      "Remove the document; it needs no declaration."),
  SYSTEM_ROLE(
      "The definition of a system role is declared or retired.",
      "Declare only its holders, in an Assignment."),
  INVALID_SLUG(
      "A slug does not have the form that the tenant creates.",
      "Use lower-case letters, digits and single hyphens, starting with a letter, at most 63."),
  CONFLICTING_MANAGE(
      "One role has two manage settings.",
      "Keep it in one place: its Role, or for a system role in one Assignment."),
  TENANT_NOT_NAMED(
      "There is more than one tenant and an Assignment names none.", "Add tenants: [...]."),
  INLINE_ASSIGNMENTS(
      "There is more than one tenant and a Role carries assignments.",
      "Move them to an Assignment that names its tenants."),
  FROM_AFTER_EXPIRES("An assignment starts after it expires.", "Swap or correct the two."),
  PAST_EXPIRY("An assignment has already expired.", "Remove it, or write a later date."),
  NOT_COUNTED(
      "What looks like a document does not count.",
      "Move it to where a glob of files matches it, or widen files in rolecall.yaml."),
  GLOB_MATCHES_NOTHING(
      "A glob of files matches nothing.", "Correct it, or remove it from files in rolecall.yaml."),
  NO_CATALOGUE(
      "A tenant has no committed catalogue, so capabilities were not checked.",
      "Run rolecall catalogue --refresh and commit the file."),
  ROLE_VANISHED(
      "A declared role has disappeared without a tombstone.",
      "Retire it with rolecall retire, or restore its document."),
  CAPABILITY_VANISHED(
      "A declared capability has disappeared without a tombstone.",
      "Write a RetiredCapability document, or restore its document."),
  RETIRED_SLUG("A retired slug is used again.", "Choose another slug: a slug is for ever."),
  RETIRED_CAPABILITY(
      "What is retired is declared too, or something contains it.",
      "Remove it where it is not meant, or the other document."),
  // Guards: what a plan does to people, and to itself.
  REMOVAL_BUDGET(
      "More is taken away at once than the removal budget allows.",
      "Split it over days if it is meant, or have it approved."),
  GRANT_BUDGET(
      "More people gain access at once than the grant budget allows.",
      "Grant to fewer, or have it approved."),
  REVOCATION_BUDGET(
      "More people are logged out at once than the revocation budget allows.",
      "Take it from fewer, or have it approved."),
  SESSIONS_STAY(
      "Sessions are to be ended, and are not.",
      "What is lost lives on until the tokens of these people expire; end their sessions in the"
          + " tenant itself."),
  MINIMUM_HOLDERS(
      "Too few people keep a role or capability that some must have.",
      "Grant it to somebody first, or have it approved."),
  REQUIRED_HOLDERS(
      "Somebody loses a role that rolecall.yaml says they hold.",
      "Leave it to them, or change required-holders in a change of its own."),
  KEEP_SELF(
      "An account that rolecall works with loses a right that it needs.",
      "Leave it that right, or give rolecall another account first."),
  PROTECTED(
      "A role or subject that is protected is taken apart or widened.",
      "Leave it, or change protected in rolecall.yaml in a change of its own."),
  SENSITIVE(
      "Somebody gains a sensitive capability.",
      "Check that each of them should have it, and have it approved."),
  SLUG_LOOKALIKE(
      "A new slug or name reads like another one.",
      "Choose one that nobody mixes up with it, or have it approved."),
  ROLE_RETURNS(
      "A new role is much like one that was retired within a year.",
      "See why that one was retired, and have the new one approved."),
  NET_WIDENING(
      "Roles go and roles come in one change, and somebody has more than before by it.",
      "Give the new role no more than the old one, or have it approved."),
  SEPARATION_OF_DUTIES(
      "Somebody holds together what a policy keeps apart.",
      "Take one of the two away first, or have it waived or approved."),
  CUSTOM_RULE(
      "A rule of the roles repository refuses what is asked for.",
      "Change what its message names, or the policy itself in a change of its own."),
  BROKEN_RULE(
      "The rule of a policy is not an expression of CEL that can be judged.",
      "Correct it at this place; README.md, \"Rules of your own\", lists what it may speak of."),
  DUPLICATE_POLICY("Two policies have one name.", "Give one of them another name."),
  WAIVER_SPENT("A waiver has expired; it allows nothing any more.", "Remove it."),
  DIRECT_USERS(
      "A user is declared where rolecall.yaml wants groups.",
      "Declare a group instead, or what direct-users of rolecall.yaml asks for."),
  MAX_DURATION(
      "A line lasts longer than rolecall.yaml lets anybody have this.",
      "Write expires: with a date within that time."),
  PATHS(
      "A folder holds a document, or grants a role, that it may not.",
      "Move it to the folder of those who decide it."),
  INVALID_APPROVAL(
      "An approval does not say what its guard has to be told.",
      "Paste the approval that the plan shows."),
  APPROVAL_TOO_LONG(
      "An approval lasts longer than 14 days.", "Write expires: with a date within 14 days."),
  APPROVAL_SPENT(
      "An approval has expired or is used up; it allows nothing any more.",
      "Remove the document; the next rolecall new or rolecall retire does too."),
  APPROVAL_UNOWNED(
      "Nobody in particular has to review an approval.",
      "Let a line of CODEOWNERS cover approvals/, and merge that first."),
  MISPLACED_DOCUMENT(
      "A document stands outside the folder that its kind belongs to.",
      "Move it there, so that the owners of that folder review it."),
  // Git.
  NO_GIT(
      "The directory is not in a git repository, so history was not checked.",
      "Run git init and commit, to have vanished and retired slugs checked."),
  NO_COMMIT(
      "The branch that is checked out has no commit, so history was not checked.",
      "Commit first, check out a branch that has commits, or name a commit with --ref REV."),
  UNKNOWN_REVISION("A revision is not in this repository.", "Fetch it, or correct its name."),
  SHALLOW_CLONE(
      "The clone is shallow, so history was not checked in full.",
      "Fetch everything: git fetch --unshallow, or fetch-depth: 0 in CI."),
  DAMAGED_CLONE(
      "A commit, folder or file of the history is not in this clone, or is damaged.",
      "See what is missing with git fsck; git fetch --refetch --no-filter origin, or a new clone"
          + " that is not partial, brings it back."),
  UNREADABLE_CLONE(
      "The clone cannot be opened, or has a format that rolecall does not read.",
      "Clone it anew in the format that all hosts have: git clone --no-local, sha1 objects, no"
          + " further extensions."),
  DIRTY_TREE("Files differ from the commit.", "Commit them, or use --allow-dirty."),
  APPLIED_REF(
      "The record of the applied commit could not be read, fetched or moved as asked.",
      "Check the remote and its rights on refs/rolecall/*."),
  // The record of a tenant.
  NO_RECORD(
      "Nothing is recorded of a tenant that has a declared role already.",
      "If nobody has applied to it from git before: rolecall apply --begin. If rolecall.yaml called"
          + " it NAME before: --rebind NAME. Otherwise find the record: a deleted branch, another"
          + " remote, another repository."),
  RECORD_OF_ANOTHER_TENANT(
      "The record is of another tenant than the one that rolecall.yaml names.",
      "If it is the same tenant that has moved: rolecall apply --rebind NAME."),
  NOT_MOVED(
      "--rebind is given for a tenant that is where its record says.",
      "Leave --rebind out; it is for the one run after a tenant has moved."),
  RECORD_RENAMED(
      "The tenant has another name since, under which its record goes on.",
      "Apply the commit that calls it by its new name."),
  RECORD_UNREADABLE(
      "The record of a tenant cannot be read.",
      "Use a newer rolecall, or restore the branch from a clone that has it."),
  RECORD_REFUSED(
      "A run could not be recorded before its first write, so nothing was written.",
      "Give the credentials of this clone the right to push the branch of the record."),
  LEASE_HELD(
      "Another apply of this tenant is running, or was killed and its lease has not ended.",
      "Wait with --wait 40m, or, knowing that it is dead: --take-over RUN."),
  HELD(
      "The tenant is held: nobody applies to it.",
      "Wait for its end, or release it: rolecall hold --release. In an emergency: apply"
          + " --break-glass REASON."),
  UNFINISHED_RUN(
      "The last run has no end: it was killed, or is running.",
      "Nothing to do; the next apply settles it and goes on."),
  BROKEN_GLASS(
      "A run went on without an approval, or in spite of a hold, and nobody has ratified it.",
      "Merge a kind: Approval with ratifies: and the id of the run."),
  BREAK_GLASS_OFF(
      "Breaking the glass is switched off for this tenant.",
      "Have it approved, or wait for the end of the hold."),
  UNDOES(
      "A run is undone.", "Nothing to do; merge a commit that agrees, or the next apply is held."),
  NOT_UNDONE(
      "Something of a run that is undone is left as it is.",
      "Decide it by itself: in git, or in the tenant."),
  BRANCH_REFUSED("A branch cannot be made.", "Name another."),
  UNDO_UNCONFIRMED(
      "An undo would give back what only the record says was there.",
      "Have it approved, or grant it in git."),
  UNKNOWN_RUN(
      "No run of the record has this id, or several do.",
      "rolecall history lists the runs with their ids."),
  RUN_UNSETTLED(
      "The last run does not tell how all of its steps ended, so the record cannot be cut.",
      "Wait for its end, or let the next rolecall apply settle it; then cut."),
  CLOCK_OFF(
      "The clock of this machine and the tenant's differ by more than two minutes.",
      "Set the clock; dates and leases depend on it."),
  SUPERSEDED(
      "The commit is older than what was applied.",
      "Apply the newest commit; --rollback applies this one all the same."),
  ROLLED_BACK(
      "The commit was applied once and has been rolled back since.",
      "Apply the newest commit; --rollback applies this one all the same."),
  GOES_BACK(
      "The commit does not contain what was applied last, and would undo it.",
      "Merge or rebase onto what was applied; --rollback applies this one all the same."),
  STALE_PLAN(
      "A saved plan is not what this commit, the record and the tenant ask for now.",
      "Make a new plan and have it reviewed: rolecall plan --out FILE"),
  INTERRUPTED(
      "The command was asked to end before it wrote anything, or its prompt was not answered yes.",
      "Run it again."),
  REMOTE_FAILED(
      "A tenant, a git remote, a disk or a stream failed or refused.",
      "Mend it and run the command again; -v says every request."),
  // Saved plans.
  PLAN_FILE(
      "A plan file cannot be used: it is not one, or of another version, or was edited.",
      "Make it again: rolecall plan --out FILE"),
  // Live: what shows only against the tenant.
  NO_APPLIED_COMMIT(
      "Nothing is recorded of this tenant, so manage: add removes nobody.",
      "The first apply begins a record: rolecall apply --begin."),
  TAKES_OVER(
      "A live role that git did not declare before is managed from now on.",
      "Check the holders that it has; in manage: exact the undeclared ones are removed."),
  RELEASED(
      "Holders are no longer managed: they keep the role and nobody removes them.",
      "Nothing to do if that is meant."),
  ROLE_MOVES(
      "A retired role has a successor.",
      "Nothing to do if whoever does not come along is meant to lose it."),
  DRAINED_ROLE_GONE(
      "A role that a tombstone deletes another day is not in the tenant.",
      "Nothing to do: its slug burns at the first run from that day on."),
  DRAINED_HOLDERS(
      "Somebody held a role by hand when a tombstone drained it, and is not given it back.",
      "Declare those who should have it again."),
  ADOPTS(
      "Somebody who holds a role already is declared, and counts as granted by git from then on.",
      "Nothing to do if that is meant; git takes the role back once the line is gone."),
  UNMANAGED_HOLDER(
      "Live holders are not declared and are left alone.",
      "Declare them, or set manage: exact to have them removed."),
  UNMANAGED_ROLE(
      "A live role is not declared and is left alone.", "rolecall import --role SLUG declares it."),
  UNMANAGED_CAPABILITY(
      "A live tenant-defined capability is not declared and is left alone.",
      "Declare it, or leave it."),
  REMOVAL_WITHHELD(
      "Holders would be removed, but a declared subject of the role is unknown to the tenant.",
      "Mend the unknown subject, or remove its line; until then these holders stay."),
  EXPIRED_OBSERVED(
      "A line has ended, its holder still holds the role, and manage: observe takes nobody out of"
          + " it.",
      "Let manage be add or exact until the holder is out, take the role away in the tenant, or"
          + " remove the line."),
  KEPT_AFTER_EXPIRY(
      "A line ends, and another path keeps alive what it gave, or part of it.",
      "End the other path too, or drop the end where the access is meant to stay."),
  UNKNOWN_SUBJECT(
      "A declared user or group is unknown to the tenant.",
      "Create it in the tenant, or correct the name."),
  DUPLICATE_SUBJECT("Two entries of one role are the same user.", "Keep one of the two."),
  AMBIGUOUS_SUBJECT(
      "A declared name is borne by more than one account; its line neither grants nor removes.",
      "Name the one meant by its id: { user: NAME, id: ID }."),
  SUBJECT_RECYCLED(
      "A declared name leads to another account than before; its line neither grants nor removes.",
      "Say who is meant: { user: NAME, id: ID }, or remove the line. Where a sync makes accounts"
          + " anew, set identity: name."),
  SUBJECT_RENAMED(
      "A declared account goes by another name now: it keeps what it has, and gets nothing new.",
      "Write the name that it has now."),
  CAPABILITY_IN_USE(
      "A retired capability is still in a live role.", "Remove it from the role first."),
  NOT_STARTED(
      "An assignment starts later.",
      "Nothing to do; it is granted by the first run after that day."),
  DELETED_EARLIER(
      "A tombstone deletes its role earlier than it said before.",
      "Leave the day as it was, unless the role has to be gone: nobody can take a deletion back."),
  EXPIRED(
      "An assignment has expired.", "Remove the line when convenient; it grants nothing any more."),
  CATALOGUE_OUTDATED(
      "The committed catalogue differs from the tenant's.", "rolecall catalogue --refresh");

  private final String summary;
  private final String remedy;

  RuleId(String summary, String remedy) {
    this.summary = summary;
    this.remedy = remedy;
  }

  /** The id as it is printed, for example {@code unknown-capability}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String summary() {
    return summary;
  }

  public String remedy() {
    return remedy;
  }
}
