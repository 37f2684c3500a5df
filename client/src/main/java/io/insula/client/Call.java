package io.insula.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request before it is sent. A new value is made with each step, so that a call can be kept and widened.
 *
 * @param path the route behind {@code /v1}, ids already percent-encoded
 * @param query names and values, not encoded yet
 * @param body null for none
 */
record Call(String method, String path, Map<String, String> query, Map<String, ?> body) {

    static Call get(String path) {
        return new Call("GET", path, Map.of(), null);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), null);
    }

    static Call post(String path, Map<String, ?> body) {
        return new Call("POST", path, Map.of(), body);
    }

    static Call put(String path, Map<String, ?> body) {
        return new Call("PUT", path, Map.of(), body);
    }

    static Call patch(String path, Map<String, ?> body) {
        return new Call("PATCH", path, Map.of(), body);
    }

    /** The same call with one more query parameter; null adds none. */
    Call with(String name, Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> wider = new LinkedHashMap<>(query);
        wider.put(name, value.toString());
        return new Call(method, path, wider, body);
    }

    Call with(PageQuery page, String cursorName) {
        return with("limit", page.limit()).with("offset", page.offset()).with(cursorName, page.cursor());
    }

    /** Method and route: what may be said in messages, since a query may hold contents. */
    String route() {
        return method + ' ' + path;
    }

    String target() {
        StringBuilder target = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return target.toString();
    }

    /** Percent-encodes all but unreserved characters, so that an id can never become a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** An id as one path segment; dots alone would be taken for a way up, and nothing for the list. */
    static String segment(String id) {
        if (id.isEmpty() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("An id is neither empty nor made of dots alone");
        }
        return '/' + encoded(id);
    }
}
