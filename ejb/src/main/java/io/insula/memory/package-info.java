/**
 * What is remembered: persistent memories that outlive sessions, the buffer of each session, and the search for what is
 * near in meaning. An index or a cache only ever proposes; what leaves was read again under the caller's
 * own rights. What was stated lately, across sessions, is kept in the chamber
 * {@code working}, values under keys in {@code value}, and imports in {@code transfer}.
 */
package io.insula.memory;
