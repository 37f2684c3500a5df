/**
 * Tools that others make, called for a user: which MCP servers a formation has, which of their tools somebody may call, and
 * with what. A server learns the credentials of whoever calls and of nobody else; how it is kept apart from the rest is the
 * matter of {@link io.insula.connection}.
 *
 * <p>A tool that somebody may not call looks like one that does not exist. What a tool says is masked before anybody reads
 * it, but for the caller who asks to see it as it is.
 */
package io.insula.tool;
