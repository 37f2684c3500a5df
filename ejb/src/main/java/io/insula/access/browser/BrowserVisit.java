package io.insula.access.browser;

import io.insula.access.Resolution;
import java.util.Optional;

/**
 * A request of a browser that is logged in.
 *
 * @param secret what the browser holds
 * @param resolution who is let in by it, as of this request
 */
public record BrowserVisit(BrowserSession session, String secret, Resolution resolution) {

    /** Browsers take a cookie of such a name only over TLS, so that nobody on the way can have planted it. */
    public static final String COOKIE = "__Secure-insula-session";

    /** The attribute under which the authentication mechanism hands it to the pages. */
    public static final String ATTRIBUTE = BrowserVisit.class.getName();

    /** The one that a request carries. */
    public static Optional<BrowserVisit> of(Object attribute) {
        return attribute instanceof BrowserVisit visit ? Optional.of(visit) : Optional.empty();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
