package io.insula.tool;

import jakarta.json.spi.JsonProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How programs write a text when they log a request, print a structure or wrap a key: as it is, percent-encoded, quoted in
 * JSON or HTML, in hex, in base64 also behind something else, and each long line of several by itself.
 */
final class Spellings {

    /** A line of a key that is shorter could be found in words that have nothing to do with it. */
    private static final int SHORTEST_LINE = 16;
    /** What frames a key says nothing of it. */
    private static final String FRAME = "-----";

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");
    private static final JsonProvider JSON = JsonProvider.provider();

    private Spellings() {}

    /** All of them; a secret too short to be told from other words has none. */
    static Stream<String> of(String secret) {
        if (secret.length() < Mask.SHORTEST) {
            return Stream.empty();
        }
        Stream<String> lines = secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith(FRAME))
                .flatMap(Spellings::ofText);
        return Stream.concat(ofText(secret), lines);
    }

    private static Stream<String> ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        return Stream.of(
                        Stream.of(text, hex, hex.toUpperCase(Locale.ROOT), inJson(text), inHtml(text)),
                        percentEncoded(text),
                        base64(bytes, Base64.getEncoder()),
                        base64(bytes, Base64.getUrlEncoder()))
                .flatMap(spellings -> spellings);
    }

    private static Stream<String> percentEncoded(String text) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String path = form.replace("+", "%20");
        return Stream.of(form, path, lowerCase(form), lowerCase(path));
    }

    private static String lowerCase(String encoded) {
        return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    /** Many a tool answers with JSON inside of a text. */
    private static String inJson(String text) {
        String quoted = JSON.createValue(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String inHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** By itself, and what is left of it in the middle of other bytes, of which there may be any number before it. */
    private static Stream<String> base64(byte[] bytes, Base64.Encoder encoder) {
        return Stream.concat(
                Stream.of(encoder.withoutPadding().encodeToString(bytes)),
                IntStream.range(0, 3).mapToObj(before -> amidst(bytes, before, encoder)));
    }

    /** Without the letters at both ends in which other bytes have a part. */
    private static String amidst(byte[] bytes, int before, Base64.Encoder encoder) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int first = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return encoder.encodeToString(shifted).substring(first, end);
    }
}
