package io.insula.identity.rest;

import io.insula.identity.NamedIdentifier;
import io.insula.identity.SubjectType;
import io.insula.input.rest.JsonInput;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Identifiers as callers write them: a text, a pair of a text and its type, or an object of both. */
final class IdentifierInput {

    static final String IDENTIFIERS = "identifiers";
    static final String IDENTIFIER = "identifier";
    static final String TYPE = "type";
    static final String SUBJECT_TYPE = "subject_type";

    /** Longer text is refused by the grammar of identifiers, which counts otherwise. */
    static final int LONGEST = 10_000;

    private static final int MOST = 50;

    private IdentifierInput() {}

    /** All identifiers of a request, each once; one that is named again may say the type that was left out. */
    static List<NamedIdentifier> all(JsonInput input) {
        JsonValue sent = input.requiredValue(IDENTIFIERS);
        if (!(sent instanceof JsonArray list) || list.isEmpty() || list.size() > MOST) {
            input.fault(IDENTIFIERS, "must be a list of 1 to " + MOST + " identifiers", "wrong_type");
            return List.of();
        }
        Map<String, NamedIdentifier> named = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String place = IDENTIFIERS + '[' + i + ']';
            Optional<Sent> one = read(list.get(i));
            if (one.isEmpty()) {
                input.fault(place, "must be a text, [text, type] or {identifier, type}", "wrong_type");
                continue;
            }
            if (!add(one.get().named(place), named)) {
                input.fault(place, "was named before with another type", "conflict");
            }
        }
        return new ArrayList<>(named.values());
    }

    /** Adds what was not named yet, or says its type; returns whether the two agree. */
    private static boolean add(NamedIdentifier next, Map<String, NamedIdentifier> named) {
        String written = next.identifier().value();
        NamedIdentifier before = named.putIfAbsent(written, next);
        if (before != null && before.type() == null) {
            named.put(written, next);
            return true;
        }
        return before == null || next.type() == null || next.type().equals(before.type());
    }

    /** The one identifier of a request; null when it is at fault. */
    static NamedIdentifier one(JsonInput input, String typeField) {
        String identifier = input.requiredString(IDENTIFIER, LONGEST);
        String type = input.string(typeField);
        return identifier == null ? null : NamedIdentifier.parse("The field identifier", identifier, type);
    }

    /** What a user is that is made for an identifier; null when not sent or at fault. */
    static SubjectType subjectType(JsonInput input) {
        String word = input.string(SUBJECT_TYPE);
        if (word == null) {
            return null;
        }
        Optional<SubjectType> type = SubjectType.of(word);
        if (type.isEmpty()) {
            input.fault(SUBJECT_TYPE, "must be \"user\" or \"agent\"", "not_allowed");
        }
        return type.orElse(null);
    }

    private record Sent(String identifier, String type) {

        NamedIdentifier named(String place) {
            return NamedIdentifier.parse("The field " + place, identifier, type);
        }
    }

    private static Optional<Sent> read(JsonValue value) {
        if (value instanceof JsonString text) {
            return Optional.of(new Sent(text.getString(), null));
        }
        if (value instanceof JsonArray pair && pair.size() == 2) {
            return read(pair.get(0), pair.get(1));
        }
        if (value instanceof JsonObject object
                && object.containsKey(IDENTIFIER)
                && List.of(IDENTIFIER, TYPE).containsAll(object.keySet())) {
            return read(object.get(IDENTIFIER), object.getOrDefault(TYPE, JsonValue.NULL));
        }
        return Optional.empty();
    }

    private static Optional<Sent> read(JsonValue identifier, JsonValue type) {
        boolean untyped = Objects.equals(type, JsonValue.NULL);
        if (!(identifier instanceof JsonString text) || !(untyped || type instanceof JsonString)) {
            return Optional.empty();
        }
        return Optional.of(new Sent(text.getString(), untyped ? null : ((JsonString) type).getString()));
    }
}
