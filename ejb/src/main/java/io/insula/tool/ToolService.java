package io.insula.tool;

import io.insula.connection.OutdatedException;
import io.insula.connection.ToolConnections;
import io.insula.connection.ToolDescription;
import io.insula.connection.ToolOutcome;
import io.insula.formation.McpServer;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import io.insula.tool.ToolList.Unavailable;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Calls tools of the formation's MCP servers for the calling user, with that user's credentials. The one way to a tool,
 * whether somebody calls it directly or a model does in a conversation. Nothing outside is called in a transaction.
 */
@Stateless
@Requires(Permission.USE_TOOLS)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ToolService {

    static final String TOOL = "Tool";
    /** What MCP allows as the name of a tool. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

    @Inject
    CurrentTenant current;

    @Inject
    ToolTransactions transactions;

    @Inject
    ToolConnections connections;

    @Inject
    ToolCatalogue catalogue;

    @Inject
    Errands errands;

    @Inject
    Telemetry telemetry;

    /** The MCP servers of the formation. */
    public List<ToolServer> servers() {
        return transactions.servers(null);
    }

    /** One MCP server of the formation. */
    public ToolServer server(String id) {
        return transactions.servers(id).get(0);
    }

    /** The tools that the caller may have called; servers that cannot be asked now are left out. */
    public List<Tool> tools() {
        return list(null).tools();
    }

    /**
     * The tools that the caller may have called, and which servers could not be asked for theirs.
     *
     * @param server the id of one server; null for all
     */
    public ToolList list(String server) {
        long endings = endings();
        Granted granted = transactions.grant(server);
        List<Tool> tools = new ArrayList<>();
        List<Unavailable> unavailable = new ArrayList<>();
        for (McpServer each :
                granted.servers().stream().filter(granted::permitsAny).toList()) {
            try {
                tools.addAll(tools(granted, each, endings));
            } catch (PlatformException failure) {
                unavailable.add(new Unavailable(each.id(), failure.code(), failure.getMessage()));
            }
        }
        return new ToolList(tools, unavailable);
    }

    private List<Tool> tools(Granted granted, McpServer server, long endings) {
        try {
            return ask(granted, server, endings);
        } catch (OutdatedException changed) {
            long anew = endings();
            Granted again = transactions.grant(server.id());
            return ask(again, again.servers().get(0), anew);
        }
    }

    private List<Tool> ask(Granted granted, McpServer server, long endings) {
        Errand errand = errands.of(granted, server, null, endings);
        List<ToolDescription> described = catalogue.get(errand.owner(), () -> ask(errand));
        Mask mask = errand.target().secrets().mask();
        return described.stream()
                .filter(each -> NAME.matcher(each.name()).matches() && granted.permits(server.id(), each.name()))
                .map(each -> new Tool(
                        server.id(),
                        each.name(),
                        mask.text(each.title()),
                        mask.text(each.description()),
                        mask.object(each.inputSchema())))
                .toList();
    }

    /**
     * Calls a tool; what it repeats of the secrets that it was told is hidden.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND for a tool that is not there or not for the caller;
     *     CREDENTIAL_MISSING if the user has not added what the server needs; INVALID_PARAMS if it is not clear which
     *     credential is meant; RATE_LIMITED if too many calls are under way; SERVICE_UNAVAILABLE and PROVIDER_ERROR if
     *     the server cannot be used
     */
    public ToolAnswer call(ToolCallOrder order) {
        return answer(order, false);
    }

    /** Calls a tool for the user himself, who wants to see his own secrets if the tool repeats them. */
    public ToolAnswer callShowing(ToolCallOrder order) {
        return answer(order, true);
    }

    private ToolAnswer answer(ToolCallOrder order, boolean showing) {
        if (!NAME.matcher(order.tool()).matches()) {
            throw PlatformException.notFound(TOOL);
        }
        try {
            return once(order, showing);
        } catch (OutdatedException changed) {
            return once(order, showing);
        }
    }

    private ToolAnswer once(ToolCallOrder order, boolean showing) {
        ToolTransactions.Prepared prepared = transactions.prepare(order, endings());
        Errand errand = prepared.errand();
        McpServer server = errand.server();
        if (!prepared.noted()) {
            requireTool(errand, order.tool());
            if (!prepared.permitted()) {
                throw PlatformException.notFound(TOOL);
            }
            transactions.note(server.id(), order.tool());
        }
        ToolOutcome outcome = call(errand, order);
        Secrets secrets = errand.target().secrets();
        Mask mask = showing ? secrets.maskOfFormation() : secrets.mask();
        return new ToolAnswer(mask.array(outcome.content()), mask.value(outcome.structured()), outcome.isError());
    }

    /** The server is the formation's; the tool's name might be anything. */
    private ToolOutcome call(Errand errand, ToolCallOrder order) {
        long began = System.nanoTime();
        String how = "failed";
        try (Activity activity = telemetry
                .begin("tool")
                .with("insula.tool.server", errand.server().id())) {
            ToolOutcome outcome = connections.call(
                    errand.owner(),
                    errand.entrusted(),
                    errand.target().target(),
                    errand.server().timeout(),
                    order.tool(),
                    order.arguments());
            how = outcome.isError() ? "error" : "ok";
            activity.with("outcome", how);
            return outcome;
        } finally {
            telemetry.note(Measure.TOOL, began, "outcome", how);
        }
    }

    /** Servers refuse what they do not have each in their own way; here it looks like what one may not call. */
    private void requireTool(Errand errand, String tool) {
        if (!catalogue.has(errand.owner(), tool, () -> ask(errand))) {
            throw PlatformException.notFound(TOOL);
        }
    }

    private List<ToolDescription> ask(Errand errand) {
        return connections.tools(
                errand.owner(),
                errand.entrusted(),
                errand.target().target(),
                errand.server().timeout());
    }

    /** Before anything is read that may be taken back. */
    private long endings() {
        TenantContext context = current.context();
        return connections.endings(context.formation(), context.tenantId(), context.userId());
    }
}
