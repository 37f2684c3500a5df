package io.insula.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of the formation's MCP servers, called with the credentials of one user. */
public final class InsulaTools {

    private final Connection connection;
    private final Caller caller;

    InsulaTools(Connection connection, Caller caller) {
        this.connection = connection;
        this.caller = caller;
    }

    /** The tools that the user may have called; servers that cannot be asked now are left out. */
    public List<Tool> list() {
        return connection
                .askPage(caller.named(Call.get("/mcp/tools")), caller.headers(), "tools", Tool.class)
                .items();
    }

    /** Calls a tool; what it repeats of secrets is hidden. */
    public ToolResult call(String server, String tool, Map<String, ?> arguments) {
        return call(server, tool, arguments, null);
    }

    /**
     * The same with one of several credentials.
     *
     * @param credential its name; null for the usual one
     * @throws InsulaException with the code CREDENTIAL_MISSING if the user has not added what the server needs
     */
    public ToolResult call(String server, String tool, Map<String, ?> arguments, String credential) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("server", server);
        body.put("tool", tool);
        body.put("arguments", arguments);
        if (credential != null) {
            body.put("credential", credential);
        }
        return connection.ask(caller.named(Call.post("/mcp/tools/call", body)), caller.headers(), ToolResult.class);
    }

    @Override
    public String toString() {
        return "InsulaTools[" + caller.userId() + ']';
    }
}
