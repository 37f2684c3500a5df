package io.insula.tool.connection;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The connections of this node. One is made when its owner first needs it, kept while it is used, and ended when it was
 * idle or has grown old. All methods block, so none is called inside a transaction.
 *
 * <p>They fail with {@link PlatformException}: RATE_LIMITED with the time to wait where too many programs run or calls
 * wait; SERVICE_UNAVAILABLE with the time to wait where a server does not start, has ended, is too slow or may not be
 * called; PROVIDER_ERROR where it does not speak MCP or answers with an error of the protocol. No message holds what was
 * sent or answered.
 */
@ApplicationScoped
public class ToolConnections {

    /**
     * All tools of the server.
     *
     * @param timeout for each page of the list
     */
    public List<ToolDescription> tools(ToolOwner owner, ToolTarget target, Duration timeout) {
        throw PlatformException.unavailable("Tools are not connected yet", timeout);
    }

    /**
     * Calls a tool.
     *
     * @param timeout from when the connection stands to the answer
     */
    public ToolOutcome call(ToolOwner owner, ToolTarget target, Duration timeout, String tool, JsonObject arguments) {
        throw PlatformException.unavailable("Tools are not connected yet", timeout);
    }

    /** Ends connections at once, with the programs behind them and whatever these have started. */
    public void end(Predicate<ToolOwner> whose) {}

    /** Whose connections there are. */
    public Set<ToolOwner> owners() {
        return Set.of();
    }

    /** What stands between the programs of tools and this server. */
    public SandboxReport sandbox() {
        return new SandboxReport(SandboxReport.Strength.REFUSED, List.of("Tools are not connected yet"));
    }
}
