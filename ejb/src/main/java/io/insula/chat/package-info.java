/**
 * Sessions and what is said in them; one turn of conversation: recall, answer, store. No call that takes time runs
 * inside a transaction.
 */
package io.insula.chat;
