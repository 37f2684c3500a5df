package io.insula.console;

import io.insula.access.browser.BrowserVisit;
import io.insula.audit.Refusal;
import io.insula.audit.RefusalTrail;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Has it written down who was turned away: those who are logged in one by one, strangers by their number. */
@ApplicationScoped
class ConsoleTrail {

    private static final Set<ErrorCode> REFUSALS =
            Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.CONFLICT, ErrorCode.RATE_LIMITED);

    @Inject
    RefusalTrail trail;

    void refused(HttpServletRequest request, ErrorCode code) {
        if (!REFUSALS.contains(code)) {
            return;
        }
        String result = code.name().toLowerCase(Locale.ROOT);
        String address = String.valueOf(request.getAttribute(RequestProperties.ORIGIN));
        Optional<BrowserVisit> visit = BrowserVisit.of(request.getAttribute(BrowserVisit.ATTRIBUTE));
        if (visit.isEmpty()) {
            trail.recordStranger(address, result);
            return;
        }
        TenantContext who = visit.get().resolution().context();
        trail.record(new Refusal(
                who.formation(),
                who.tenantId(),
                who.userId(),
                who.actor(),
                request.getMethod() + " /console",
                result,
                address,
                who.requestId()));
    }
}
