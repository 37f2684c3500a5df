package io.insula.access.rest;

import io.insula.access.browser.BrowserConfiguration;
import io.insula.access.browser.BrowserEntrance;
import io.insula.access.browser.BrowserSecrets;
import io.insula.access.browser.BrowserVisit;
import io.insula.kernel.PublicId;
import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets browsers in by the cookie of their session, for the console's pages alone: the container says by its own mapping
 * which requests these are, and for all others nobody looks at cookies.
 */
@ApplicationScoped
public class BrowserAuthentication {

    /** For everybody: nobody is looked up, or asked for at an identity provider, because of them. */
    public static final Set<String> FILES = Set.of("/console.css", "/icon.svg");

    private static final String CONSOLE = "/console";
    private static final String LOGOUT = "/logout";

    @Inject
    BrowserConfiguration configuration;

    @Inject
    BrowserEntrance entrance;

    @Inject
    RequestOrigin origin;

    static boolean concerns(HttpServletRequest request) {
        return CONSOLE.equals(request.getServletPath());
    }

    AuthenticationStatus authenticate(HttpServletRequest request, HttpMessageContext context) {
        String requestId = PublicId.next("req");
        request.setAttribute(RequestProperties.REQUEST_ID, requestId);
        if (!configuration.enabled() || FILES.contains(String.valueOf(request.getPathInfo()))) {
            return context.doNothing();
        }
        try {
            String address = String.valueOf(request.getAttribute(RequestProperties.ORIGIN));
            origin.enter(address);
            boolean leaves = LOGOUT.equals(request.getPathInfo());
            Optional<BrowserVisit> visit = secret(request)
                    .flatMap(secret -> leaves
                            ? entrance.leaving(secret, address, requestId)
                            : entrance.again(secret, address, requestId));
            if (visit.isPresent()) {
                request.setAttribute(BrowserVisit.ATTRIBUTE, visit.get());
                return context.notifyContainerAboutLogin(
                        visit.get().session().trace().actor(),
                        Set.of(visit.get().session().trace().kind()));
            }
        } catch (RuntimeException e) {
            request.setAttribute(RequestProperties.FAILURE, e);
        }
        return context.doNothing();
    }

    /** Two cookies of one name are two callers: none is believed. */
    private static Optional<String> secret(HttpServletRequest request) {
        List<String> sent = Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(BrowserVisit.COOKIE))
                .map(Cookie::getValue)
                .toList();
        return sent.size() == 1 ? Optional.of(sent.get(0)).filter(BrowserSecrets::isPossible) : Optional.empty();
    }
}
