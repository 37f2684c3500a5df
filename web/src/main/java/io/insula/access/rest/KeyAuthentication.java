package io.insula.access.rest;

import io.insula.access.Credential;
import io.insula.access.KeyVerifier;
import io.insula.access.Knock;
import io.insula.access.TokenVerifier;
import io.insula.access.VerifiedToken;
import io.insula.formation.FormationFollower;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
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
 * Verifies the keys in {@code X-Muxi-Client-Key} and {@code X-Muxi-Admin-Key}, or the bearer token in
 * {@code Authorization}, and makes their holder known to the container. Whether a route wants one at all, and how a
 * refusal looks, is decided behind it. Sessions of browsers count for the console's pages and nowhere else.
 */
@ApplicationScoped
public class KeyAuthentication implements HttpAuthenticationMechanism {

    private static final String CLIENT_HEADER = "X-Muxi-Client-Key";
    private static final String ADMIN_HEADER = "X-Muxi-Admin-Key";

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private static final String FORMATIONS = "/api/";

    @Inject
    KeyVerifier verifier;

    @Inject
    TokenVerifier tokens;

    @Inject
    FormationRegistry registry;

    @Inject
    FormationFollower follower;

    @Inject
    OriginConfiguration origins;

    @Inject
    BrowserAuthentication browsers;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        request.setAttribute(RequestProperties.PEER, request.getRemoteAddr());
        if (BrowserAuthentication.concerns(request)) {
            request.setAttribute(RequestProperties.ORIGIN, address(request));
            return browsers.authenticate(request, context);
        }
        PresentedKeys keys = new PresentedKeys();
        request.setAttribute(PresentedKeys.ATTRIBUTE, keys);
        try {
            List<String> sent = bearers(request);
            if (sent.isEmpty()) {
                present(keys, KeyKind.CLIENT, request, CLIENT_HEADER);
                present(keys, KeyKind.ADMIN, request, ADMIN_HEADER);
            } else {
                presentToken(keys, request, sent);
            }
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

    /** All values of the header, if one of them is a bearer token. */
    private static List<String> bearers(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(AUTHORIZATION));
        boolean bearer = sent.stream().anyMatch(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()));
        return bearer ? sent : List.of();
    }

    /** A token speaks for its user where a client key speaks for whom it names: both at once would be two callers. */
    private void presentToken(PresentedKeys keys, HttpServletRequest request, List<String> sent) {
        if (request.getHeader(CLIENT_HEADER) != null || request.getHeader(ADMIN_HEADER) != null) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST, "Send either a key or a token: a request has one caller");
        }
        String token =
                sent.get(0).substring(Math.min(BEARER.length(), sent.get(0).length()));
        keys.add(KeyKind.CLIENT, sent.size() == 1 ? verified(token.strip(), named(request)) : Optional.empty());
    }

    /** Nobody but the callers of a formation that was left out at the start has it tried again. */
    private Optional<VerifiedToken> verified(String token, Optional<String> formation) {
        try {
            return tokens.verify(token, formation.orElse(null));
        } catch (PlatformException unread) {
            boolean leftOut = formation.filter(registry.ids()::contains).isPresent()
                    && formation.flatMap(registry::known).isEmpty();
            if (!leftOut || formation.flatMap(follower::current).isEmpty()) {
                throw unread;
            }
            return tokens.verify(token, formation.get());
        }
    }

    /** Paths that name no formation, or none that is served, are counted together: nobody can make the counts many. */
    private Knock knock(HttpServletRequest request) {
        return new Knock(
                address(request),
                named(request).filter(registry.ids()::contains).orElse(""));
    }

    private String address(HttpServletRequest request) {
        return OriginFilter.client(
                request.getRemoteAddr(), request.getHeader(OriginFilter.FORWARDED), origins.trustedProxies());
    }

    /** The formation that the path names. */
    private static Optional<String> named(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(FORMATIONS)
                ? Optional.of(path.substring(FORMATIONS.length()).split("/", 2)[0])
                : Optional.empty();
    }

    private void present(PresentedKeys keys, KeyKind kind, HttpServletRequest request, String header) {
        List<String> sent = Collections.list(request.getHeaders(header));
        if (!sent.isEmpty()) {
            keys.add(kind, sent.size() == 1 ? verifier.verify(sent.get(0), kind, knock(request)) : Optional.empty());
        }
    }
}
