package io.insula.console;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.regex.Pattern;

/** Where to go after the login: a page of the console, and nothing else that a link could have asked for. */
record ReturnPath(String path) {

    static final String NAME = "return";

    private static final Pattern OURS = Pattern.compile("/console(?:/[A-Za-z0-9_-]{1,64}){0,8}");

    /**
     * Reads what a link or form asked for.
     *
     * @throws PlatformException INVALID_REQUEST where it leads elsewhere
     */
    static ReturnPath of(String sent) {
        if (sent == null) {
            return new ReturnPath(ConsolePages.HOME);
        }
        if (!OURS.matcher(sent).matches()) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "This link leads to no page of the console");
        }
        return new ReturnPath(sent);
    }
}
