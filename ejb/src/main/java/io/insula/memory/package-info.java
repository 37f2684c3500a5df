/**
 * What is remembered: persistent memories that outlive sessions, the buffer of each session, what was stated lately across
 * sessions (working memory), imports and exports, and the search for what is
 * near in meaning. An index or a cache only ever proposes; what leaves was read again under the caller's own rights.
 */
package io.insula.memory;
