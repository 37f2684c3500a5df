package io.insula.launcher;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** One event, one JSON object on one line: what {@link LineFormatter} says, and whose request it was, by name. */
public final class JsonFormatter extends Formatter {

    private static final String HEX = "0123456789abcdef";
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    @Override
    public String format(LogRecord event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("level", event.getLevel().getName());
        fields.put("logger", String.valueOf(event.getLoggerName()));
        fields.put("message", formatMessage(event));
        if (event.getThrown() != null) {
            fields.put("reasons", LineFormatter.reasons(event.getThrown()));
        }
        LineFormatter.names(event).forEach(fields::putIfAbsent);
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ':' + quoted(field.getValue()))
                .collect(Collectors.joining(",", "{", "}" + System.lineSeparator()));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isUnsafe(c)) {
                quoted.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    quoted.append(HEX.charAt(c >> shift & 0xf));
                }
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Whatever could end a line or half a character somewhere down the road. */
    private static boolean isUnsafe(char c) {
        return Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR || Character.isSurrogate(c);
    }
}
