/**
 * Who is asking, and what they may do: API keys, tokens and roles. A request's words are read by one grammar that has no
 * two readings; whatever is malformed, repeated or in disagreement is refused before anything is looked up.
 */
package io.insula.access;
