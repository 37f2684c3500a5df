/**
 * The platform as a server of the Model Context Protocol: what an agent's user has here, offered to the agent as tools.
 *
 * <p>A tool is a call of the same service as a route's, behind the same filters: who is asking is found out by
 * {@code TenantFilter}, what they may is decided by the service, and what it changes is noted where the service notes it.
 * Nothing here looks at rows or knows of tenants. A tool that the caller may not use is one that does not exist.
 *
 * <p>Each message is a request of its own: there are no sessions, no messages from the server by itself and no batches,
 * so that nothing is kept between two requests and any node answers. JSON-RPC is read by the strict reader of all
 * bodies, on the thread of the request, which an SDK's own reader and scheduler would go past.
 */
package io.insula.mcp.rest;
