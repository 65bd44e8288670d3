package dev.rolecall.reconcile;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which files and which tenant a use case is about.
 *
 * @param directory the roles repository, relative to the process
 * @param tenant a name of rolecall.yaml; null: the variable {@code ROLECALL_TENANT}, or the only
 *     one
 * @param ref a commit to read instead of the working tree; null: the working tree
 * @param base the commit that a change is judged against, and whose settings count; null: the files
 *     are judged as they are, by their own settings
 */
public record Selection(
    Path directory, @Nullable String tenant, @Nullable String ref, @Nullable String base) {}
