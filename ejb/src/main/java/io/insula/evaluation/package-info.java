/**
 * How well the platform finds what was said, measured on a file of turns and questions. It is run by hand and by tests,
 * never by a server; it needs no database, sees no tenant and keeps nothing.
 */
package io.insula.evaluation;
