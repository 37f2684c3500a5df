/**
 * Issuers of tokens: whose are believed, with which keys they sign, and what they say of a token when asked (RFC 7662).
 * Whom a token speaks for, and what that user may do, is decided upstairs.
 */
package io.insula.issuer;
