package io.insula.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a page answers.
 *
 * @param location where to go instead; null for a page to read
 * @param type of the body
 * @param body null where there is none
 * @param cookies as they stand in the headers
 * @param formTargets origins beside our own to which a form of the page may lead
 * @param retrySeconds after which time to come again; null for no word of it
 */
record ConsoleAnswer(
        int status,
        String location,
        String type,
        String body,
        List<String> cookies,
        List<String> formTargets,
        Long retrySeconds) {

    private static final String HTML = "text/html";
    private static final int SEE_OTHER = 303;

    ConsoleAnswer {
        cookies = List.copyOf(cookies);
        formTargets = List.copyOf(formTargets);
    }

    static ConsoleAnswer page(int status, Html page) {
        return new ConsoleAnswer(status, null, HTML, page.toString(), List.of(), List.of(), null);
    }

    static ConsoleAnswer file(String type, String content) {
        return new ConsoleAnswer(200, null, type, content, List.of(), List.of(), null);
    }

    /** Has the browser ask for another page, whatever it did to get here. */
    static ConsoleAnswer seeOther(String location) {
        return new ConsoleAnswer(SEE_OTHER, location, null, null, List.of(), List.of(), null);
    }

    static ConsoleAnswer empty(int status) {
        return new ConsoleAnswer(status, null, null, null, List.of(), List.of(), null);
    }

    ConsoleAnswer with(String cookie) {
        List<String> all = Stream.concat(cookies.stream(), Stream.of(cookie)).toList();
        return new ConsoleAnswer(status, location, type, body, all, formTargets, retrySeconds);
    }

    ConsoleAnswer leadingTo(Optional<String> origin) {
        return new ConsoleAnswer(
                status, location, type, body, cookies, origin.stream().toList(), retrySeconds);
    }

    ConsoleAnswer retryAfter(long seconds) {
        return new ConsoleAnswer(status, location, type, body, cookies, formTargets, seconds);
    }
}
