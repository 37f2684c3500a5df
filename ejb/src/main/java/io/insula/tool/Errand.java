package io.insula.tool;

import io.insula.connection.Entrusted;
import io.insula.connection.ToolOwner;
import io.insula.formation.McpServer;

/**
 * A server that can be asked for one user: whose connection it takes, what it is told, and what that rests on. It says
 * nothing of what it holds.
 */
record Errand(McpServer server, ToolOwner owner, CallTarget target, Entrusted entrusted) {}
