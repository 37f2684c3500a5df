package io.insula.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One operation of the OpenAPI document.
 *
 * @param path as the document has it, such as {@code /api/{formation}/v1/memories/{id}}
 * @param idempotent whether it takes an idempotency key
 */
record Operation(String method, String path, boolean idempotent) {

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    static List<Operation> of(JsonNode openApi) {
        List<Operation> operations = new ArrayList<>();
        openApi.path("paths").fieldNames().forEachRemaining(path -> {
            for (Iterator<String> names = openApi.path("paths").path(path).fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (METHODS.contains(name)) {
                    boolean idempotent = openApi.path("paths")
                            .path(path)
                            .path(name)
                            .path("parameters")
                            .findValuesAsText("name")
                            .contains("X-Muxi-Idempotency-Key");
                    operations.add(new Operation(name.toUpperCase(Locale.ROOT), path, idempotent));
                }
            }
        });
        return operations;
    }

    /** Which operation it is, whatever the base path and the names of parameters: {@code GET /memories/{}}. */
    String key() {
        return method
                + ' '
                + path.replaceFirst("^(/api/\\{[^}]+})?/v1(?=/)", "").replaceAll("\\{[^}]+}", "{}");
    }

    /** Whether it is reached by the key alone, without the formation in the path. */
    boolean byKeyAlone() {
        return !path.startsWith("/api/");
    }

    /** Whether it lies beside the routes of {@code /v1}. */
    boolean isForAgents() {
        return path.equals("/mcp");
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
