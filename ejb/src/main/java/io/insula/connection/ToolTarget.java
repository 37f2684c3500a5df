package io.insula.connection;

/** Where the tools are. */
public sealed interface ToolTarget permits LocalProgram, RemoteServer {}
