/**
 * The server's start: it opens the doors or names every reason not to. And a formation's own keys, which are kept in step
 * with what its active revision, or its generated file, says.
 */
package io.insula.access.start;
