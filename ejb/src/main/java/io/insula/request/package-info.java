/**
 * Requests that are answered later: a chat turn put into the queue, its state, what happened to it, and the message to
 * the formation's webhook when it has ended.
 */
package io.insula.request;
