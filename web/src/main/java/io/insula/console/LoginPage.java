package io.insula.console;

import io.insula.access.browser.BrowserSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** The page at which one logs in. */
@ApplicationScoped
class LoginPage {

    @Inject
    BrowserSecrets secrets;

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
                        Html.NOTHING,
                        "word",
                        Html.text(secrets.formWord(held)),
                        "return",
                        Html.text(target.path())));
        return ConsoleAnswer.page(status, MessagePage.framed("Log in", Html.NOTHING, content));
    }
}
