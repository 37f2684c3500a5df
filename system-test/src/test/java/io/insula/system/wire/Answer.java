package io.insula.system.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came back over the wire.
 *
 * @param headers names in lower case
 */
public record Answer(int status, TreeMap<String, List<String>> headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Differ between two answers to the same; a connection also ends by the count of what went through it. */
    private static final Set<String> PASSING = Set.of("connection", "date", "x-request-id", "x-muxi-request-id");

    static Answer of(HttpResponse<String> response) {
        TreeMap<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** The first value of a header, or an empty text. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON, status " + status + ":\n" + body, e);
        }
    }

    /** What stands at a JSON pointer within {@code data}. */
    public JsonNode data(String pointer) {
        return json().path("data").at(pointer);
    }

    public String requestId() {
        return header("X-Request-Id");
    }

    /** The error's code in either of the two error shapes. */
    public String code() {
        JsonNode inEnvelope = json().at("/error/code");
        return (inEnvelope.isMissingNode() ? json().path("code") : inEnvelope).asText();
    }

    /** The fields at fault, in either of the two error shapes. */
    public List<String> faultyFields() {
        JsonNode json = json();
        JsonNode faults = json.at("/error/data/validation_errors");
        List<String> fields = new ArrayList<>();
        for (JsonNode fault : faults instanceof MissingNode ? json.path("errors") : faults) {
            fields.add(fault.path("field").asText());
        }
        return fields;
    }

    /**
     * All that a caller could tell apart: status, headers and bytes of the body, except for the request id, the time,
     * and the names that the caller himself put into the request.
     */
    public String likeness(String... ownWords) {
        TreeMap<String, List<String>> lasting = new TreeMap<>(headers);
        lasting.keySet().removeAll(PASSING);
        String told = body.replaceAll("(\"timestamp\"\\s*:\\s*)(\\d+|\"[^\"]*\")", "$1TIME");
        if (!requestId().isEmpty()) {
            told = told.replace(requestId(), "REQUEST");
        }
        for (String word : ownWords) {
            told = told.replace(word, "ASKED");
        }
        return status + "\n" + lasting + "\n" + told;
    }
}
