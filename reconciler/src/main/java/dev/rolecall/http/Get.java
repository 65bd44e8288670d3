package dev.rolecall.http;

/** A call that only looks: the client sends it as a GET, and nothing in it can say otherwise. */
public non-sealed interface Get<T> extends Endpoint<T> {}
