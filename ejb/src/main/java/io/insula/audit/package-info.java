/**
 * The trail: who did what to which thing, written in the transaction that did it, and what was refused, written after.
 * Nothing of a thing's contents comes here, nor any name that a person could be known by, and no scope of the application
 * may change or remove a row. What is committed is chained and signed later, so that it shows when somebody else has.
 */
package io.insula.audit;
