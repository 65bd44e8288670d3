package dev.rolecall.sandbox;

/**
 * The tables. Users and groups share one table, so that an assignment is two numbers. A shard is
 * the subject's number modulo {@link #SHARDS}: all assignments of a subject are in one.
 */
final class Tables {
  static final int SHARDS = 64;

  static final String SQL =
      """
      CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE subjects(
        no INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE, handle TEXT NOT NULL,
        folded TEXT NOT NULL, search TEXT NOT NULL, name TEXT NOT NULL,
        description TEXT NOT NULL, created INTEGER NOT NULL);
      CREATE INDEX subjects_of_kind ON subjects(kind, no);
      CREATE INDEX subjects_by_handle ON subjects(kind, folded);
      CREATE TABLE members(
        group_no INTEGER NOT NULL, user_no INTEGER NOT NULL, PRIMARY KEY(group_no, user_no))
        WITHOUT ROWID;
      CREATE INDEX members_of_user ON members(user_no, group_no);
      CREATE TABLE capabilities(
        no INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT NOT NULL UNIQUE, area TEXT NOT NULL,
        action TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
        status TEXT NOT NULL, origin TEXT NOT NULL);
      CREATE TABLE roles(
        no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL, description TEXT NOT NULL, system INTEGER NOT NULL,
        version INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL);
      CREATE TABLE role_capabilities(
        role_no INTEGER NOT NULL, capability_no INTEGER NOT NULL,
        PRIMARY KEY(role_no, capability_no)) WITHOUT ROWID;
      CREATE INDEX roles_of_capability ON role_capabilities(capability_no);
      CREATE TABLE assignments(
        role_no INTEGER NOT NULL, subject_no INTEGER NOT NULL, shard INTEGER NOT NULL,
        PRIMARY KEY(role_no, subject_no)) WITHOUT ROWID;
      CREATE INDEX assignments_of_subject ON assignments(shard, subject_no, role_no);
      CREATE TABLE retired(
        no INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        at INTEGER NOT NULL);
      CREATE TABLE sessions(
        no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, user_no INTEGER NOT NULL,
        refresh TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, refreshed INTEGER NOT NULL,
        revoked INTEGER);
      CREATE INDEX sessions_of_user ON sessions(user_no, no);
      CREATE TABLE audit(
        no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, type TEXT NOT NULL,
        at INTEGER NOT NULL, actor_type TEXT NOT NULL, actor_id TEXT NOT NULL,
        target_type TEXT NOT NULL, target_id TEXT NOT NULL, data TEXT NOT NULL, request TEXT);
      CREATE INDEX audit_of_target ON audit(target_id, no);
      CREATE TABLE idempotency(
        client TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,
        headers TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY(client, key)) WITHOUT ROWID;
      CREATE INDEX idempotency_at ON idempotency(at);
      """;

  /** From a file of version 1, where no two users had one e-mail. */
  static final String FROM_1 =
      """
      DROP INDEX subjects_by_handle;
      CREATE INDEX subjects_by_handle ON subjects(kind, folded);
      """;

  private Tables() {}
}
