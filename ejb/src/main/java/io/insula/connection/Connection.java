package io.insula.connection;

import jakarta.json.JsonObject;
import java.time.Duration;

/** A line to one MCP server, over which JSON-RPC is spoken. Requests may be under way at the same time. */
interface Connection {

    /**
     * Asks and waits.
     *
     * @return the result
     * @throws LostException if the connection was gone before anything was asked
     * @throws io.insula.kernel.PlatformException as {@link ToolConnections} says
     */
    JsonObject ask(String method, JsonObject params, Duration timeout);

    /** Tells something that has no answer. */
    void tell(String method, JsonObject params, Duration timeout);

    /** The version of the protocol that both have agreed on. */
    void agreed(String protocolVersion);

    boolean isOver();

    /** Looks whether something takes too long that nobody waits for. */
    void look();

    /** Ends it, and whatever is behind it; whoever waits fails at once. */
    void end();
}
