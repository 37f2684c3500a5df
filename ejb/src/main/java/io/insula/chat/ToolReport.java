package io.insula.chat;

import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.model.TokenEstimate;
import io.insula.tool.ToolAnswer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model is told of a call. What a tool says is text of others, whoever they are: it is data, under a mark that was
 * made after it was said.
 */
final class ToolReport {

    private static final String WHAT = "what a tool answered, as one JSON object";
    private static final String CUT = " … (shortened)";
    private static final int CHARACTERS_PER_TOKEN = 3;

    private ToolReport() {}

    /**
     * A tool's answer.
     *
     * @param longest its characters at most
     * @param tokens what may be spent on it, the frame aside
     */
    static String of(ToolAnswer answer, int longest, int tokens) {
        String kind = answer.error() ? "tool_error" : "tool_answer";
        String said = said(answer);
        String text = cut(said, Math.min(longest, Math.max(1, tokens) * CHARACTERS_PER_TOKEN));
        // Escapes and other scripts take more than plain letters do.
        while (text.length() > CUT.length() + 1 && TokenEstimate.of(line(kind, text)) > tokens) {
            text = cut(said, text.length() / 2);
        }
        return framed(line(kind, text));
    }

    /** Why there is no answer. */
    static String of(PlatformException failure) {
        String faults = failure.faults().stream()
                .map(fault -> "; " + fault.field() + " " + fault.message())
                .collect(Collectors.joining());
        return failed(failure.code().name().toLowerCase(Locale.ROOT) + ": " + failure.getMessage() + faults);
    }

    /** The same in other words. */
    static String failed(String why) {
        return framed(line("tool_not_called", why));
    }

    private static String line(String kind, String text) {
        return DataFrame.line(kind, Map.of("text", text));
    }

    private static String framed(String line) {
        DataFrame frame = new DataFrame(PublicId.next("data"));
        frame.add(line);
        return frame.instruction(WHAT) + "\n\n" + frame.text();
    }

    private static String said(ToolAnswer answer) {
        String texts = answer.content().stream()
                .filter(JsonObject.class::isInstance)
                .map(part -> part((JsonObject) part))
                .collect(Collectors.joining("\n"));
        return texts.isBlank() && answer.structured() != null
                ? answer.structured().toString()
                : texts;
    }

    private static String part(JsonObject part) {
        String type = text(part, "type");
        if (type.equals("text")) {
            return text(part, "text");
        }
        if (type.equals("resource") && part.get("resource") instanceof JsonObject resource) {
            return text(resource, "text");
        }
        return type.equals("resource_link") ? text(part, "uri") : "(" + type + ", left out)";
    }

    private static String text(JsonObject object, String field) {
        JsonValue value = object.get(field);
        return value instanceof JsonString text ? text.getString() : "";
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + CUT;
    }
}
