package io.insula.console;

import io.insula.access.Knock;
import io.insula.access.browser.BrowserEntrance;
import io.insula.access.browser.BrowserSecrets;
import io.insula.access.browser.BrowserSessions;
import io.insula.access.browser.BrowserVisit;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.DatabaseException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which page answers what. */
@ApplicationScoped
class ConsolePages {

    static final String HOME = "/console";
    static final String LOGIN = HOME + "/login";

    private static final Logger LOG = System.getLogger(ConsolePages.class.getName());
    private static final String KEY = "key";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String TO = "/login/to/";
    private static final String BACK = "/login/back/";
    private static final Set<String> KNOWN = Set.of("", "/login", "/logout", "/console.css", "/icon.svg");

    @Inject
    LoginPage loginPage;

    @Inject
    SelfPage selfPage;

    @Inject
    MessagePage messagePage;

    @Inject
    FormGuard guard;

    @Inject
    BrowserEntrance entrance;

    @Inject
    BrowserSessions sessions;

    @Inject
    BrowserSecrets secrets;

    @Inject
    ProviderLogin providers;

    @Inject
    ConsoleTrail trail;

    /** Answers, whatever happens: a failure is a page like any other and says no more than a caller may know. */
    ConsoleAnswer answer(HttpServletRequest request) {
        try {
            if (request.getAttribute(RequestProperties.FAILURE) instanceof RuntimeException failure) {
                throw failure;
            }
            return route(request);
        } catch (PlatformException refused) {
            trail.refused(request, refused.code());
            return messagePage.of(refused);
        } catch (DatabaseException | EJBException e) {
            LOG.log(Level.WARNING, "A page of the console failed in " + requestId(request), e);
            return messagePage.of(PlatformException.unavailable("Temporarily unavailable; try again", SOON));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A page of the console failed in " + requestId(request), e);
            return messagePage.of(new PlatformException(
                    ErrorCode.INTERNAL_ERROR,
                    "Something went wrong here. The log says what, at " + requestId(request)));
        }
    }

    private ConsoleAnswer route(HttpServletRequest request) {
        String path = path(request);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return switch (method + ' ' + path) {
            case "GET " -> home(request);
            case "GET /login" -> login(request);
            case "POST /login" -> loginWithKey(request);
            case "POST /logout" -> logout(request);
            case "GET /console.css" -> ConsoleAnswer.file("text/css", Html.read("console.css"));
            case "GET /icon.svg" -> ConsoleAnswer.file("image/svg+xml", Html.read("icon.svg"));
            default -> otherwise(request, method, path);
        };
    }

    private ConsoleAnswer otherwise(HttpServletRequest request, String method, String path) {
        boolean reads = method.equals("GET");
        if (reads && path.startsWith(TO)) {
            return providers.begin(path.substring(TO.length()), request);
        }
        if (reads && path.startsWith(BACK)) {
            return finish(path.substring(BACK.length()), request);
        }
        throw KNOWN.contains(path)
                ? new PlatformException(ErrorCode.METHOD_NOT_ALLOWED, "This is not done that way")
                : PlatformException.notFound("Page");
    }

    private ConsoleAnswer finish(String provider, HttpServletRequest request) {
        try {
            ConsoleAnswer in = providers.finish(provider, request);
            endBefore(request);
            return in;
        } catch (PlatformException refused) {
            trail.refused(
                    request, refused.code() == ErrorCode.INVALID_REQUEST ? ErrorCode.UNAUTHORIZED : refused.code());
            return messagePage.of(refused).with(ConsoleCookies.loginGone());
        }
    }

    private static String path(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.equals("/") ? "" : path;
    }

    private ConsoleAnswer home(HttpServletRequest request) {
        return visit(request).map(selfPage::of).orElseGet(() -> ConsoleAnswer.seeOther(LOGIN)
                .with(ConsoleCookies.gone(BrowserVisit.COOKIE)));
    }

    private ConsoleAnswer login(HttpServletRequest request) {
        ReturnPath target = ReturnPath.of(request.getParameter(ReturnPath.NAME));
        if (visit(request).isPresent()) {
            return ConsoleAnswer.seeOther(target.path());
        }
        String held = ConsoleCookies.of(request, ConsoleCookies.FORM)
                .filter(BrowserSecrets::isPossible)
                .orElseGet(secrets::fresh);
        return loginPage.of(200, held, target, Html.NOTHING).with(ConsoleCookies.strict(ConsoleCookies.FORM, held));
    }

    private ConsoleAnswer loginWithKey(HttpServletRequest request) {
        Optional<String> held = ConsoleCookies.of(request, ConsoleCookies.FORM).filter(BrowserSecrets::isPossible);
        guard.check(request, held);
        ReturnPath target = ReturnPath.of(request.getParameter(ReturnPath.NAME));
        String key = Optional.ofNullable(request.getParameter(KEY)).orElse("").strip();
        try {
            String secret = entrance.withKey(key, new Knock(address(request), ""), requestId(request));
            endBefore(request);
            return ConsoleAnswer.seeOther(target.path())
                    .with(ConsoleCookies.lax(BrowserVisit.COOKIE, secret))
                    .with(ConsoleCookies.gone(ConsoleCookies.FORM));
        } catch (PlatformException refused) {
            if (refused.code() != ErrorCode.UNAUTHORIZED) {
                throw refused;
            }
            trail.refused(request, refused.code());
            Html wrong = Html.of("alert", MessagePage.words("message", "That is no admin key of a formation here."));
            return loginPage.of(401, held.orElseThrow(), target, wrong);
        }
    }

    private ConsoleAnswer logout(HttpServletRequest request) {
        BrowserVisit visit = visit(request)
                .orElseThrow(() -> new PlatformException(ErrorCode.FORBIDDEN, "Nobody is logged in here any more"));
        guard.check(request, Optional.of(visit.secret()));
        endBefore(request);
        return ConsoleAnswer.seeOther(providers.logout(visit).orElse(LOGIN))
                .with(ConsoleCookies.gone(BrowserVisit.COOKIE));
    }

    /** Whoever logs in anew, or out, leaves no session behind in this browser. */
    private void endBefore(HttpServletRequest request) {
        visit(request).ifPresent(visit -> sessions.end(visit.session(), requestId(request)));
    }

    private static Optional<BrowserVisit> visit(HttpServletRequest request) {
        return BrowserVisit.of(request.getAttribute(BrowserVisit.ATTRIBUTE));
    }

    private static String address(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestProperties.ORIGIN));
    }

    private static String requestId(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestProperties.REQUEST_ID));
    }
}
