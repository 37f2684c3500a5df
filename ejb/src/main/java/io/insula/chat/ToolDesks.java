package io.insula.chat;

import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import io.insula.tool.ToolList;
import io.insula.tool.ToolService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Opens the tools of whoever speaks, for one turn. */
@ApplicationScoped
public class ToolDesks {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    ToolService tools;

    @Inject
    ToolTurnConfiguration limits;

    /** The desk of the calling user; closed, at no cost, where there are no servers or the user may not. */
    ToolDesk open() {
        TenantContext caller = current.context();
        boolean some = limits.rounds() > 0
                && !formations.get(caller.formation()).mcpServers().isEmpty();
        if (!some || !caller.permissions().contains(Permission.USE_TOOLS)) {
            return ToolDesk.CLOSED;
        }
        try {
            ToolList list = tools.list(null);
            return new ToolDesk(list.tools(), list.unavailable(), tools::call);
        } catch (PlatformException e) {
            if (e.code() == ErrorCode.FORBIDDEN) {
                // Taken away a moment ago; whether the user may still chat is asked when the turn is kept.
                return ToolDesk.CLOSED;
            }
            throw e;
        }
    }
}
