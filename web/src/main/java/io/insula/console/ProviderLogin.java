package io.insula.console;

import io.insula.access.browser.BrowserVisit;
import io.insula.access.browser.CodeFlow;
import io.insula.kernel.rest.RequestProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends browsers to identity providers, and takes them in when they come back. */
@ApplicationScoped
class ProviderLogin {

    @Inject
    CodeFlow flow;

    ConsoleAnswer begin(String provider, HttpServletRequest request) {
        ReturnPath target = ReturnPath.of(request.getParameter(ReturnPath.NAME));
        CodeFlow.Beginning beginning = flow.begin(provider, target.path());
        return ConsoleAnswer.seeOther(beginning.address().toString()).with(ConsoleCookies.login(beginning.kept()));
    }

    ConsoleAnswer finish(String provider, HttpServletRequest request) {
        Map<String, List<String>> answer = request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
        CodeFlow.End end = flow.finish(
                provider,
                answer,
                ConsoleCookies.of(request, ConsoleCookies.LOGIN),
                String.valueOf(request.getAttribute(RequestProperties.ORIGIN)),
                String.valueOf(request.getAttribute(RequestProperties.REQUEST_ID)));
        return ConsoleAnswer.seeOther(end.target())
                .with(ConsoleCookies.lax(BrowserVisit.COOKIE, end.secret()))
                .with(ConsoleCookies.loginGone())
                .with(ConsoleCookies.gone(ConsoleCookies.FORM));
    }

    Optional<String> logout(BrowserVisit visit) {
        return flow.logout(visit).map(URI::toString);
    }
}
