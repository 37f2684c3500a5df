package io.insula.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Markup that may be sent as it is. It is made of templates of ours and of texts, and a text becomes markup only by being
 * escaped: there is no other way in.
 */
final class Html {

    static final Html NOTHING = new Html("");

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Somebody's words, which mean nothing but themselves, between tags and in quoted attributes alike. */
    static Html text(String words) {
        StringBuilder escaped = new StringBuilder(words.length() + 16);
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isShown(c) ? c : '\uFFFD');
            }
        }
        return new Html(escaped.toString());
    }

    /** A template of this package with all its places filled. */
    static Html of(String template, Map<String, Html> content) {
        Matcher places = PLACE.matcher(read(template + ".html"));
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            Html part = content.get(places.group(1));
            if (part == null) {
                throw new IllegalStateException("Nothing for " + places.group(1) + " in " + template);
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(part.markup));
        }
        return new Html(places.appendTail(filled).toString());
    }

    /** One after the other. */
    static Html all(Collection<Html> parts) {
        return new Html(parts.stream().map(each -> each.markup).collect(Collectors.joining()));
    }

    /** A file beside the templates, as it is. */
    static String read(String file) {
        try (InputStream bytes = Html.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("The console lacks " + file);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Control characters are no text, and those that turn the direction of writing make one thing look like another. */
    private static boolean isShown(char c) {
        boolean turns = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
        return !turns && (!Character.isISOControl(c) || c == '\n' || c == '\t');
    }

    @Override
    public String toString() {
        return markup;
    }
}
