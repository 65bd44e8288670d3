package dev.rolecall.git;

/** A commit that is to be made. */
public record NewCommit(TreeEdit tree, ChainMessage message) {}
