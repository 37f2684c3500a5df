package io.insula.mcp.rest;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.Permission;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.function.Function;

/**
 * Something of the platform that an agent may use.
 *
 * @param permission what the service behind it asks for
 * @param effect what a client may tell its user before calling it
 * @param work does it, and returns a record or map that becomes JSON
 */
record AgentTool(
        String name,
        String title,
        String description,
        Permission permission,
        Effect effect,
        InputSchema input,
        Function<JsonInput, Object> work) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** What calling a tool does to what is there. */
    enum Effect {
        READS,
        ADDS,
        TAKES_AWAY
    }

    /**
     * Calls the tool.
     *
     * @throws io.insula.kernel.PlatformException INVALID_PARAMS for arguments that are not its own, and what the service
     *     behind it throws
     */
    Object call(JsonObject arguments) {
        return work.apply(JsonInput.of(arguments)
                .rejectUnknown(input.names().toArray(String[]::new))
                .check());
    }

    /** The tool as clients are told of it. */
    JsonObject described() {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("title", title)
                .add("description", description)
                .add("inputSchema", input.json())
                .add(
                        "annotations",
                        JSON.createObjectBuilder()
                                .add("readOnlyHint", effect == Effect.READS)
                                .add("destructiveHint", effect == Effect.TAKES_AWAY)
                                .add("idempotentHint", effect != Effect.ADDS)
                                .add("openWorldHint", false))
                .build();
    }
}
