package io.insula.tool.connection;

/** Where the tools are. */
public sealed interface ToolTarget permits LocalProgram, RemoteServer {}
