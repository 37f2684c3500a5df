package io.insula.access.rest;

import io.insula.access.Credential;
import io.insula.access.KeyVerifier;
import io.insula.access.Knock;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.RequestProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the keys in {@code X-Muxi-Client-Key} and {@code X-Muxi-Admin-Key} and makes their holder known to the
 * container. Whether a route wants a key at all, and how a refusal looks, is decided behind it.
 */
@ApplicationScoped
public class KeyAuthentication implements HttpAuthenticationMechanism {

    private static final String CLIENT_HEADER = "X-Muxi-Client-Key";
    private static final String ADMIN_HEADER = "X-Muxi-Admin-Key";

    private static final String FORMATIONS = "/api/";

    @Inject
    KeyVerifier verifier;

    @Inject
    FormationRegistry registry;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        request.setAttribute(RequestProperties.PEER, request.getRemoteAddr());
        PresentedKeys keys = new PresentedKeys();
        request.setAttribute(PresentedKeys.ATTRIBUTE, keys);
        try {
            present(keys, KeyKind.CLIENT, request, CLIENT_HEADER);
            present(keys, KeyKind.ADMIN, request, ADMIN_HEADER);
        } catch (RuntimeException e) {
            keys.failed(e);
        }
        Optional<Credential> holder = keys.any();
        if (holder.isEmpty()) {
            return context.doNothing();
        }
        request.setAttribute(RequestProperties.ACTOR, holder.get().actor());
        request.setAttribute(RequestProperties.ACTOR_FORMATION, holder.get().formation());
        return context.notifyContainerAboutLogin(
                holder.get().actor(), Set.of(holder.get().trace().kind()));
    }

    /** Paths that name no formation, or none that is served, are counted together: nobody can make the counts many. */
    private Knock knock(HttpServletRequest request) {
        String path = request.getRequestURI();
        String named = path.startsWith(FORMATIONS)
                ? path.substring(FORMATIONS.length()).split("/", 2)[0]
                : "";
        return new Knock(request.getRemoteAddr(), registry.find(named).isPresent() ? named : "");
    }

    private void present(PresentedKeys keys, KeyKind kind, HttpServletRequest request, String header) {
        List<String> sent = Collections.list(request.getHeaders(header));
        if (!sent.isEmpty()) {
            keys.add(kind, sent.size() == 1 ? verifier.verify(sent.get(0), kind, knock(request)) : Optional.empty());
        }
    }
}
