package io.insula.idempotency;

/**
 * An answer as it was given, or will be.
 *
 * @param mediaType null where there is no body
 * @param location null where the answer names none
 * @param body null where there is none
 */
public record StoredAnswer(int status, String mediaType, String location, String body) {}
