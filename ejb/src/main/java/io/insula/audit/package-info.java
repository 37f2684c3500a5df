/**
 * The trail: who did what to which thing, written in the transaction that did it. Nothing of a thing's contents comes
 * here, and no scope of the application may change or remove a row.
 */
package io.insula.audit;
