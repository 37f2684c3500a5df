package io.insula.mcp.rest;

import io.insula.access.Standing;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.RequestProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Has tools called by their names. */
@ApplicationScoped
public class ToolCalls {

    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";

    @Inject
    Toolbox tools;

    @Inject
    Standing standing;

    @Inject
    HttpServletRequest request;

    /**
     * The result of {@code tools/call}.
     *
     * @throws RpcException if there is no such tool for the caller
     * @throws PlatformException if the caller may not ask at all
     */
    JsonObject call(JsonObject params) {
        if (!(params.get(NAME) instanceof JsonString name)) {
            throw new RpcException(RpcException.INVALID_PARAMS, "params.name must be the name of a tool");
        }
        AgentTool tool = find(name.getString());
        try {
            return ToolResult.of(tool.call(arguments(params)));
        } catch (PlatformException e) {
            if (!ToolResult.canBeMended(e.code())) {
                throw e;
            }
            noteRefusal(e.code());
            return ToolResult.of(e);
        }
    }

    /** What seems to be denied may have been granted, and whoever asks may be gone, since the caller was looked up. */
    private AgentTool find(String name) {
        Optional<AgentTool> known = tools.permitted(name);
        if (known.isPresent()) {
            return known.get();
        }
        standing.settle();
        return tools.permitted(name).orElseThrow(() -> {
            if (tools.holds(name)) {
                noteRefusal(ErrorCode.FORBIDDEN);
            }
            return new RpcException(RpcException.INVALID_PARAMS, "Unknown tool; tools/list names those that there are");
        });
    }

    private static JsonObject arguments(JsonObject params) {
        JsonValue sent = params.getOrDefault(ARGUMENTS, JsonValue.NULL);
        if (sent == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (sent instanceof JsonObject named) {
            return named;
        }
        throw new RpcException(RpcException.INVALID_PARAMS, "params.arguments must be a JSON object");
    }

    private void noteRefusal(ErrorCode code) {
        request.setAttribute(RequestProperties.REFUSED, code);
    }
}
