/**
 * The keys that a formation's and a tenant's administrators make over the API, see, replace and end. Nobody hands on more
 * than they have. What a presented key is worth, and how keys are written down, is decided in the room itself.
 */
package io.insula.access.key;
