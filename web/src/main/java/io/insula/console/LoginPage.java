package io.insula.console;

import io.insula.access.browser.BrowserSecrets;
import io.insula.access.browser.LoginProviders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The page at which one logs in. */
@ApplicationScoped
class LoginPage {

    @Inject
    BrowserSecrets secrets;

    @Inject
    LoginProviders providers;

    /**
     * The page.
     *
     * @param held what the browser holds, to which the form is bound
     * @param alert what went wrong before, if anything
     */
    ConsoleAnswer of(int status, String held, ReturnPath target, Html alert) {
        Html content = Html.of(
                "login",
                Map.of(
                        "alert",
                        alert,
                        "providers",
                        providers(target),
                        "word",
                        Html.text(secrets.formWord(held)),
                        "return",
                        Html.text(target.path())));
        return ConsoleAnswer.page(status, MessagePage.framed("Log in", Html.NOTHING, content));
    }

    private Html providers(ReturnPath target) {
        List<Html> choices = providers.choices().stream()
                .map(each -> Html.of(
                        "provider",
                        Map.of(
                                "name", Html.text(each.name()),
                                "label", Html.text(each.label()),
                                "return", Html.text(target.path()))))
                .toList();
        return choices.isEmpty() ? Html.NOTHING : Html.of("providers", Map.of("choices", Html.all(choices)));
    }
}
