package io.insula.access.rest;

/** The two kinds of API key that a formation has. */
public enum KeyKind {
    /** Held by back ends that talk for their users. */
    CLIENT,
    /** Held by those who run the formation. */
    ADMIN
}
