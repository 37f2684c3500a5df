/**
 * The vault: what users and formations entrust to the platform for use elsewhere, and never get back in clear. Each owner's
 * secrets are sealed under a key of their own, derived from a random secret that lies wrapped by a master key; nothing but
 * bytes under seal reaches the database. What is sealed is bound to its owner, its name and its version, so that a row in
 * the wrong place does not open. Who calls what with an opened secret is decided a floor above.
 */
package io.insula.credential;
