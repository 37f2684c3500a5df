/**
 * Language models of others, as their endpoints speak OpenAI's protocol: chat completions and embeddings. What they
 * are given to read is the business of the rooms above; here it is sent, followed and accounted for, and what goes wrong
 * becomes one of two facts: not available now, or not usable as it is.
 */
package io.insula.model;
