package io.insula.console;

import io.insula.access.browser.BrowserConfiguration;
import io.insula.access.browser.BrowserSecrets;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Takes only forms that a page of ours showed to the same browser: they come from our own origin, as the browser says
 * itself, and repeat the word that is derived of what the browser alone holds.
 */
@ApplicationScoped
class FormGuard {

    static final String WORD = "form_word";

    private static final int LARGEST = 8_192;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SAME_ORIGIN = "same-origin";

    @Inject
    BrowserConfiguration configuration;

    @Inject
    BrowserSecrets secrets;

    /**
     * Refuses a form that does not come from a page shown to whoever holds the secret.
     *
     * @throws PlatformException FORBIDDEN, INVALID_REQUEST, UNSUPPORTED_MEDIA_TYPE or PAYLOAD_TOO_LARGE
     */
    void check(HttpServletRequest request, Optional<String> secret) {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
            throw new PlatformException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Only forms are taken here");
        }
        if (request.getQueryString() != null) {
            // Containers would mix what stands there with the form, and the log of a proxy keeps it.
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "A form is sent in the body alone");
        }
        long length = request.getContentLengthLong();
        if (length < 0 || length > LARGEST) {
            throw new PlatformException(ErrorCode.PAYLOAD_TOO_LARGE, "The form is too large");
        }
        boolean ours = comesFromHere(request)
                && secret.filter(held -> secrets.isFormWord(held, request.getParameter(WORD)))
                        .isPresent();
        if (!ours) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN, "This form did not come from a page of this server. Go back and try again");
        }
    }

    /** Browsers say it in two headers; whoever says neither is no browser. */
    private boolean comesFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean said = site != null || origin != null;
        return said
                && (site == null || site.equals(SAME_ORIGIN))
                && (origin == null || isOurs(origin, request.getHeader("Host")));
    }

    private boolean isOurs(String origin, String host) {
        return configuration
                .origin()
                .map(origin::equals)
                .orElseGet(() -> origin.equals("https://" + host) || origin.equals("http://" + host));
    }
}
