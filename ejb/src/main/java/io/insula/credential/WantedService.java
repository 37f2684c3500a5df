package io.insula.credential;

/**
 * A service for which the formation has a use.
 *
 * @param service as a credential for it is called
 * @param serverId of the MCP server that is called with it
 */
public record WantedService(String service, String serverId, String description) {}
