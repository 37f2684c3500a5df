/**
 * The connections to MCP servers: whose they are, how a program is started so that it sees nothing but what its owner
 * gave it, and what is spoken over standard input and output or HTTP. It knows no formation (only where they lie, to hide them), no permission and no
 * credential; it is handed what a connection needs and never shows it.
 *
 * <p>The dialogue is written here and not the SDK's: that one logs what servers say, and its threads outlive the
 * application.
 */
package io.insula.connection;
