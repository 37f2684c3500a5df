package io.insula.tool.rest;

import io.insula.tool.Tool;
import io.insula.tool.ToolList;
import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The tools that the caller may have called, and the servers that could not be asked for theirs. */
public record ToolListAnswer(List<ToolEntry> tools, int count, List<Unavailable> unavailable) {

    public ToolListAnswer {
        tools = List.copyOf(tools);
        unavailable = List.copyOf(unavailable);
    }

    /** A tool; its schema is JSON Schema, as its server wrote it. */
    public record ToolEntry(
            String server,
            String name,
            String title,
            String description,
            @Schema(implementation = Object.class) JsonObject inputSchema) {

        static ToolEntry of(Tool tool) {
            return new ToolEntry(
                    tool.server(),
                    tool.name(),
                    tool.title().isEmpty() ? null : tool.title(),
                    tool.description(),
                    tool.inputSchema());
        }
    }

    /** A server whose tools are not known, and why. */
    public record Unavailable(String server, String code, String message) {

        static Unavailable of(ToolList.Unavailable server) {
            return new Unavailable(server.server(), server.code().name(), server.message());
        }
    }

    static ToolListAnswer of(ToolList list) {
        List<ToolEntry> tools = list.tools().stream().map(ToolEntry::of).toList();
        return new ToolListAnswer(
                tools,
                tools.size(),
                list.unavailable().stream().map(Unavailable::of).toList());
    }
}
