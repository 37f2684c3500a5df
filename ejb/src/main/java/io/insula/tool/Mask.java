package io.insula.tool;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides secrets in what a tool says, as they are, in their usual {@link Spellings} and {@link EscapedText escaped}. It hides
 * what is repeated by accident; a tool that wants to give its secret away can always spell it otherwise.
 */
final class Mask {

    static final String SHOWN = "[hidden]";
    /** What is shorter would be found in words that have nothing to do with it. */
    static final int SHORTEST = 6;

    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<String> hidden;
    private final List<Pattern> escaped;

    Mask(List<String> own, List<String> formation) {
        this.hidden = Stream.concat(own.stream(), formation.stream())
                .flatMap(Spellings::of)
                .filter(spelling -> spelling.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.escaped = Stream.concat(own.stream(), formation.stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .flatMap(secret -> EscapedText.of(secret).stream())
                .toList();
    }

    String text(String said) {
        String masked = said;
        for (String secret : hidden) {
            masked = masked.replace(secret, SHOWN);
        }
        for (Pattern secret : escaped) {
            masked = secret.matcher(masked).replaceAll(SHOWN);
        }
        return masked;
    }

    JsonArray array(JsonArray said) {
        if (hidden.isEmpty()) {
            return said;
        }
        JsonArrayBuilder masked = JSON.createArrayBuilder();
        said.forEach(each -> masked.add(value(each)));
        return masked.build();
    }

    JsonObject object(JsonObject said) {
        if (hidden.isEmpty()) {
            return said;
        }
        JsonObjectBuilder masked = JSON.createObjectBuilder();
        said.forEach((name, each) -> masked.add(text(name), value(each)));
        return masked.build();
    }

    /** The same value without the secrets; null stays null. */
    JsonValue value(JsonValue said) {
        if (said instanceof JsonString string) {
            return JSON.createValue(text(string.getString()));
        }
        if (said instanceof JsonObject object) {
            return object(object);
        }
        return said instanceof JsonArray array ? array(array) : said;
    }
}
