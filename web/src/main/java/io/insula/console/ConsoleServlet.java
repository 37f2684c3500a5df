package io.insula.console;

import io.insula.access.browser.BrowserConfiguration;
import io.insula.kernel.rest.RequestProperties;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one door to the pages. Whatever is answered carries the same strict headers: nothing runs, nothing is loaded from
 * elsewhere, nobody frames the page, no cache keeps it. Switched off, there is nothing here.
 */
@WebServlet(name = "console", urlPatterns = "/console/*")
public class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger("io.insula.access");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    @Inject
    private transient BrowserConfiguration configuration;

    @Inject
    private transient ConsolePages pages;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long started = System.nanoTime();
        send(configuration.enabled() ? pages.answer(request) : ConsoleAnswer.empty(404), request, response);
        note(request, response, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }

    /** One line, as routes have it: neither the path nor a query, which are the caller's words. */
    private static void note(HttpServletRequest request, HttpServletResponse response, long millis) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "?";
        Object id = request.getAttribute(RequestProperties.REQUEST_ID);
        LOG.log(Level.INFO, method + " /console " + response.getStatus() + ' ' + millis + " ms " + id);
    }

    private static void send(ConsoleAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        protect(answer, response);
        answer.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        if (answer.retrySeconds() != null) {
            response.setHeader("Retry-After", answer.retrySeconds().toString());
        }
        if (answer.location() != null) {
            response.setHeader("Location", answer.location());
        }
        byte[] body = answer.body() == null ? new byte[0] : answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        if (answer.body() != null) {
            response.setContentType(answer.type());
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static void protect(ConsoleAnswer answer, HttpServletResponse response) {
        String targets = Stream.concat(Stream.of("'self'"), answer.formTargets().stream())
                .collect(Collectors.joining(" "));
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action " + targets
                        + "; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": with that, browsers do not say from which origin a form comes.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        response.setHeader("Cache-Control", "no-store");
    }
}
