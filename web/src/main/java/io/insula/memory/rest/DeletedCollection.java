package io.insula.memory.rest;

/** What is told after a collection was deleted: how many memories were forgotten with it. */
public record DeletedCollection(String name, boolean deleted, int memories) {}
