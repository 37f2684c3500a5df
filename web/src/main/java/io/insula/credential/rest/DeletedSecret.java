package io.insula.credential.rest;

/** What a MUXI client reads after it has deleted a secret of the formation. */
public record DeletedSecret(String key, boolean deleted) {}
