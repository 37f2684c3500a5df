/**
 * Text to vector, in this process and offline; the exact search over vectors, and the indexes that propose where there
 * are too many to compare. What an index holds it was given, owner by owner, by the rooms above, which read again what it
 * names; it asks nobody for rows.
 */
package io.insula.embedding;
