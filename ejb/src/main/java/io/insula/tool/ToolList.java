package io.insula.tool;

import io.insula.kernel.ErrorCode;
import java.util.List;

/**
 * The tools that the caller may have called.
 *
 * @param unavailable the servers that could not be asked for theirs
 */
public record ToolList(List<Tool> tools, List<Unavailable> unavailable) {

    public ToolList {
        tools = List.copyOf(tools);
        unavailable = List.copyOf(unavailable);
    }

    /** A server whose tools are not known, and why. */
    public record Unavailable(String server, ErrorCode code, String message) {}
}
