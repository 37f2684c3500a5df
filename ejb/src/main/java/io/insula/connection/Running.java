package io.insula.connection;

/** A connection that stands, and what it rests on. */
public record Running(ToolOwner owner, Entrusted entrusted) {}
