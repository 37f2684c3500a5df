/**
 * Text to vector, in this process and offline, and the exact search over vectors. It knows no tenant and keeps nothing
 * it was given: whose text it is, and where its vector lies, is the business of the rooms above.
 */
package io.insula.embedding;
