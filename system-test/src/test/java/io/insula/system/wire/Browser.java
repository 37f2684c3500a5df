package io.insula.system.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as the console needs: it keeps cookies, reads forms and says where they come from. */
public final class Browser {

    private static final Pattern WORD = Pattern.compile("name=\"form_word\" value=\"([^\"]+)\"");

    private final String url;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();

    public Browser(String serverUrl) {
        url = serverUrl;
        headers.put("Origin", serverUrl);
        headers.put("Sec-Fetch-Site", "same-origin");
    }

    /** Says something else of itself with its forms; null for nothing. */
    public Browser saying(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Holds a cookie that somebody gave it. */
    public Browser holding(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    /** Another that holds the same cookies. */
    public Browser twin() {
        Browser twin = new Browser(url);
        twin.cookies.putAll(cookies);
        return twin;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** All its cookies, as it sends them. */
    public String cookies() {
        return cookies.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; "));
    }

    /** Opens a page; the path may be a whole address of the same server. */
    public Answer open(String path) {
        return send(asking("GET", path));
    }

    /** Opens pages until one is there to be read. */
    public Answer arrive(String path) {
        Answer answer = open(path);
        while (answer.status() / 100 == 3) {
            answer = open(answer.header("Location"));
        }
        return answer;
    }

    /** Sends a form with the word of the page that was shown. */
    public Answer submit(String path, String page, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        Matcher word = WORD.matcher(page);
        if (word.find()) {
            all.put("form_word", word.group(1));
        }
        return post(path, all);
    }

    /** Sends fields as they are. */
    public Answer post(String path, Map<String, String> fields) {
        Asking asking = asking("POST", path);
        headers.forEach((name, value) -> {
            if (value != null) {
                asking.header(name, value);
            }
        });
        return send(asking.text("application/x-www-form-urlencoded", form(fields)));
    }

    /** Logs in with a key. */
    public Answer logIn(String key) {
        return submit("/console/login", open("/console/login").body(), Map.of("key", key));
    }

    private Asking asking(String method, String path) {
        Asking asking = new Asking(method, path.startsWith("/") ? url + path : path);
        return cookies.isEmpty() ? asking : asking.header("Cookie", cookies());
    }

    private Answer send(Asking asking) {
        Answer answer = asking.send();
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
