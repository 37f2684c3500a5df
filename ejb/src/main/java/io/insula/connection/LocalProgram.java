package io.insula.connection;

import java.util.List;
import java.util.Map;

/**
 * A program that speaks MCP over its standard input and output.
 *
 * @param command found along the PATH that the operator allows, or a whole path
 * @param arguments may be seen by other programs of the machine, so they hold nothing secret
 * @param environment all that the program gets beyond what every tool gets; secrets belong here
 */
public record LocalProgram(String command, List<String> arguments, Map<String, String> environment)
        implements ToolTarget {

    public LocalProgram {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "LocalProgram[" + command + "]";
    }
}
