/** The MCP servers of the formation and their tools, over HTTP. */
package io.insula.tool.rest;
