package io.insula.openapi.rest;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * The type of a schema, which MicroProfile OpenAPI 3 knows as one value beside a mark that it may be absent, and version
 * 4 as a list of values. Servers bring the one or the other and share no method for it, so it is called by name.
 */
final class SchemaKind {

    private static final String SET_TYPE = "setType";

    private SchemaKind() {}

    /** A schema of this type. */
    static Schema of(SchemaType type) {
        Schema schema = OASFactory.createSchema();
        set(schema, type);
        return schema;
    }

    /** The type of a schema; null where it has none. */
    static SchemaType of(Schema schema) {
        Object type = call(schema, "getType");
        if (!(type instanceof List<?> types)) {
            return (SchemaType) type;
        }
        return types.stream()
                .map(SchemaType.class::cast)
                .filter(each -> !each.name().equals("NULL"))
                .findFirst()
                .orElse(null);
    }

    /** Gives the schema a type, unless there is none to give. */
    static void set(Schema schema, SchemaType type) {
        if (type != null) {
            call(schema, SET_TYPE, listed() ? List.of(type) : type);
        }
    }

    /** The same schema, whose value may be null as well. */
    static Schema nullable(Schema schema) {
        if (listed()) {
            call(schema, SET_TYPE, List.of(of(schema), SchemaType.valueOf("NULL")));
        } else {
            call(schema, "setNullable", true);
        }
        return schema;
    }

    private static boolean listed() {
        return Stream.of(Schema.class.getMethods())
                .filter(method -> method.getName().equals(SET_TYPE))
                .anyMatch(method -> method.getParameterTypes()[0] == List.class);
    }

    private static Object call(Schema schema, String name, Object... values) {
        try {
            return Stream.of(Schema.class.getMethods())
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == values.length)
                    .findFirst()
                    .orElseThrow()
                    .invoke(schema, values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The server's MicroProfile OpenAPI is of an unknown version", e);
        }
    }
}
