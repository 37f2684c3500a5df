package io.insula.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The console's cookies. That of the session goes along when a link leads here from elsewhere ({@code Lax}), since a page
 * that is read changes nothing; with a form of another site none goes along.
 */
final class ConsoleCookies {

    /** What the forms before the login are bound to. */
    static final String FORM = "__Secure-insula-form";
    /**
     * A login that is under way at an identity provider, under seal. Of such a name browsers take it from this very host
     * alone: a neighbouring one could have somebody finish a login there that another began.
     */
    static final String LOGIN = "__Host-insula-login";

    private static final String EVERYWHERE = "; Path=/console; Secure; HttpOnly; SameSite=";

    private static final String ON_THIS_HOST = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    private ConsoleCookies() {}

    static String lax(String name, String value) {
        return name + '=' + value + EVERYWHERE + "Lax";
    }

    static String login(String value) {
        return LOGIN + '=' + value + ON_THIS_HOST;
    }

    static String loginGone() {
        return login("") + "; Max-Age=0";
    }

    static String strict(String name, String value) {
        return name + '=' + value + EVERYWHERE + "Strict";
    }

    static String gone(String name) {
        return name + '=' + EVERYWHERE + "Lax; Max-Age=0";
    }

    /** The one value that a request has for a name. */
    static Optional<String> of(HttpServletRequest request, String name) {
        List<String> sent = Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
        return sent.size() == 1 ? Optional.of(sent.get(0)) : Optional.empty();
    }
}
