package io.insula.access.role;

/** A group in which somebody is. */
public record GroupSize(String name, long members) {}
