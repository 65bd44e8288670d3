package dev.rolecall.git;

/**
 * One version of a file that stood in history.
 *
 * @param path relative to DIR, with {@code /}
 * @param lastIn the newest commit that had this version
 * @param contentId of the content, 40 hex digits
 * @param bytes its content; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
public record PastFile(String path, Commit lastIn, String contentId, byte[] bytes) {}
