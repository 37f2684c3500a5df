package io.insula.tool;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a text in which any character may be escaped or not, as each program sees fit: percent-encoded, once or twice, by a
 * backslash as in JSON, by a number or a name as in HTML; and its bytes in hex with something between them.
 */
final class EscapedText {

    /** A pattern of a longer text would be too deep to match; it is found in its whole spellings and by its lines. */
    private static final int LONGEST = 256;

    private static final HexFormat HEX = HexFormat.of();

    private EscapedText() {}

    static Optional<Pattern> of(String text) {
        if (text.length() < Mask.SHORTEST || text.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder letters = new StringBuilder();
        text.codePoints().forEach(letter -> letters.append(letter(letter)));
        StringBuilder bytes = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.append(bytes.isEmpty() ? "" : "[ :,-]{0,2}(?:0x|\\\\x)?").append(HEX.toHexDigits(each));
        }
        return Optional.of(Pattern.compile("(?:" + letters + ")|(?i:" + bytes + ")"));
    }

    private static String letter(int letter) {
        String plain = Character.toString(letter);
        StringBuilder forms = new StringBuilder("(?:").append(Pattern.quote(plain));
        forms.append("|(?i:");
        for (byte each : plain.getBytes(StandardCharsets.UTF_8)) {
            forms.append("%(?:25)?").append(HEX.toHexDigits(each));
        }
        forms.append(')');
        forms.append("|(?i:");
        for (int i = 0; i < plain.length(); i++) {
            forms.append("\\\\{1,2}u").append(HEX.toHexDigits(plain.charAt(i)));
        }
        forms.append(")|&#0*")
                .append(letter)
                .append(";|(?i:&#x0*")
                .append(Integer.toHexString(letter))
                .append(";)");
        return forms.append(named(letter)).append(')').toString();
    }

    private static String named(int letter) {
        return switch (letter) {
            case ' ' -> "|\\+";
            case '/' -> "|\\\\{1,2}/";
            case '"' -> "|\\\\{1,3}\"|&quot;";
            case '\\' -> "|\\\\{2,4}";
            case '\'' -> "|\\\\{1,2}'|&apos;";
            case '&' -> "|&amp;";
            case '<' -> "|&lt;";
            case '>' -> "|&gt;";
            case '\n' -> "|\\\\{1,2}n";
            case '\r' -> "|\\\\{1,2}r";
            case '\t' -> "|\\\\{1,2}t";
            default -> "";
        };
    }
}
