package io.insula.credential.rest;

/** What a MUXI client reads after it has deleted a credential. */
public record DeletedCredential(String credentialId, boolean deleted) {}
