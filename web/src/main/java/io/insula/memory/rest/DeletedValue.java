package io.insula.memory.rest;

/** What is told after a value was removed. */
public record DeletedValue(String namespace, String key, boolean deleted) {}
