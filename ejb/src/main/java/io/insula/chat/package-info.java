/**
 * Sessions and what is said in them; one turn of conversation: recall, answer, store. No call that takes time runs
 * inside a transaction.
 *
 * <p>What a model decides about what was said, {@code …Reflection}, is asked after the turn, as work; what the queue leaves
 * out or the model cannot tell is decided by rule.
 */
package io.insula.chat;
