package io.insula.openapi.rest;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.rest.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The shapes that all routes share, and the records' shapes as they really are on the wire. */
final class OpenApiSchemas {

    static final String ERROR = "MuxiError";
    static final String PROBLEM = "Problem";
    static final String REQUEST = "MuxiRequest";
    private static final String FAULT = "FieldFault";
    private static final String PREFIX = "#/components/schemas/";

    /** How we read a body is no shape of it; routes describe their own. */
    private static final String INPUT = PREFIX + JsonInput.class.getSimpleName();

    private OpenApiSchemas() {}

    /**
     * The same schema with the names that JSON-B writes, and without what generators invent: Payara fills attributes
     * that nobody set with contradictory defaults.
     */
    static Schema clean(Schema raw) {
        Schema clean = OASFactory.createSchema();
        if (raw.getRef() != null && !raw.getRef().equals(INPUT)) {
            return clean.ref(raw.getRef());
        }
        SchemaKind.set(clean, SchemaKind.of(raw));
        clean.format(raw.getFormat()).description(raw.getDescription());
        clean.enumeration(raw.getEnumeration()).required(raw.getRequired());
        if (raw.getItems() != null) {
            clean.items(clean(raw.getItems()));
        }
        if (raw.getProperties() != null) {
            raw.getProperties().forEach((name, each) -> clean.addProperty(wireName(name), property(name, each)));
        }
        return clean;
    }

    /** A generator without the JSON-B configuration knows no times; records end the name of each with At. */
    private static Schema property(String name, Schema raw) {
        if (name.endsWith("At") || name.equals("lastActivity")) {
            return text().format("date-time");
        }
        return clean(raw);
    }

    static String wireName(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    static Map<String, Schema> shared() {
        return Map.of(REQUEST, request(), ERROR, error(), PROBLEM, problem(), FAULT, fault());
    }

    /** The envelope of an answer that carries this data. */
    static Schema envelope(Schema data) {
        return object().addProperty("object", text())
                .addProperty("timestamp", number().format("int64"))
                .addProperty("type", text())
                .addProperty("request", ref(REQUEST))
                .addProperty("success", SchemaKind.of(SchemaType.BOOLEAN))
                .addProperty("error", SchemaKind.nullable(object()))
                .addProperty("data", data)
                .required(List.of("object", "timestamp", "type", "request", "success", "error", "data"));
    }

    /** How a failure looks on the two wires; either may come on MUXI routes, as the caller's Accept header asks. */
    static Content failure(boolean muxi) {
        Content content = OASFactory.createContent();
        if (muxi) {
            content.addMediaType(
                    "application/json", OASFactory.createMediaType().schema(ref(ERROR)));
        }
        return content.addMediaType(
                Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(ref(PROBLEM)));
    }

    static Schema ref(String name) {
        return OASFactory.createSchema().ref(PREFIX + name);
    }

    private static Schema request() {
        return object().addProperty("id", text())
                .addProperty("idempotency_key", SchemaKind.nullable(text()))
                .required(List.of("id", "idempotency_key"));
    }

    private static Schema error() {
        Schema details = object().addProperty("validation_errors", faults());
        Schema error = object().addProperty("code", text())
                .addProperty("message", text())
                .addProperty("trace", SchemaKind.nullable(text()))
                .addProperty("data", details)
                .required(List.of("code", "message", "trace"));
        Schema whole = envelope(object());
        return whole.addProperty("error", error).addProperty("code", text()).addProperty("message", text());
    }

    private static Schema problem() {
        return object().addProperty("type", text().format("uri"))
                .addProperty("title", text())
                .addProperty("status", number())
                .addProperty("detail", text())
                .addProperty("instance", text().format("uri"))
                .addProperty("code", text())
                .addProperty("errors", faults())
                .required(List.of("type", "title", "status", "detail", "instance", "code"));
    }

    private static Schema fault() {
        return object().addProperty("field", text())
                .addProperty("msg", text())
                .addProperty("type", text())
                .required(List.of("field", "msg", "type"));
    }

    private static Schema faults() {
        return SchemaKind.of(SchemaType.ARRAY).items(ref(FAULT));
    }

    private static Schema object() {
        return SchemaKind.of(SchemaType.OBJECT);
    }

    private static Schema text() {
        return SchemaKind.of(SchemaType.STRING);
    }

    private static Schema number() {
        return SchemaKind.of(SchemaType.INTEGER);
    }
}
