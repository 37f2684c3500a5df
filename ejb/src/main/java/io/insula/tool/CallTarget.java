package io.insula.tool;

import io.insula.connection.LocalProgram;
import io.insula.connection.RemoteServer;
import io.insula.connection.ToolTarget;
import io.insula.credential.OpenedCredential;
import io.insula.formation.McpAccess;
import io.insula.formation.McpServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server with what it is told for one user.
 *
 * @param told everything that makes it another one: where it is, what it is told, and which credentials these were
 * @param secrets what of it must not come back
 */
record CallTarget(ToolTarget target, List<String> told, Secrets secrets) {

    private static final String USUAL_HEADER = "X-API-Key";

    CallTarget {
        told = List.copyOf(told);
    }

    static CallTarget of(McpServer server, CredentialChoice choice) {
        Map<String, String> values = new TreeMap<>();
        server.access().values().forEach((name, text) -> values.put(name, text.resolve(choice::value)));
        McpAccess.Auth auth = server.access().auth();
        if (!values.values().stream().allMatch(value -> carries(auth, value))) {
            throw choice.unusable("it holds characters that "
                    + (server.isCommand() ? "an environment" : "an HTTP header")
                    + " cannot carry, such as "
                    + (server.isCommand() ? "NUL" : "the end of a line"));
        }
        List<String> told = new ArrayList<>(List.of(server.id(), server.type(), server.command()));
        told.addAll(server.arguments());
        told.add(String.valueOf(server.access().address()));
        values.forEach((name, value) -> told.addAll(List.of(name, value)));
        for (OpenedCredential credential : choice.credentials()) {
            told.addAll(List.of(credential.id(), Long.toString(credential.version())));
        }
        ToolTarget target = server.isCommand()
                ? new LocalProgram(server.command(), server.arguments(), values)
                : new RemoteServer(server.access().address(), headers(auth, values));
        return new CallTarget(target, told, secrets(server.access(), choice, values));
    }

    /** What a header cannot carry would begin another one, or be named in the words of whoever refuses it. */
    private static boolean carries(McpAccess.Auth auth, String value) {
        return switch (auth) {
            case ENV, NONE -> value.indexOf(0) < 0;
            case BASIC -> value.chars().noneMatch(Character::isISOControl);
            case BEARER, API_KEY -> value.chars().allMatch(each -> each >= ' ' && each <= '~');
        };
    }

    private static Map<String, String> headers(McpAccess.Auth auth, Map<String, String> values) {
        return switch (auth) {
            case BEARER -> Map.of("Authorization", "Bearer " + values.get("token"));
            case BASIC -> Map.of("Authorization", "Basic " + pair(values));
            case API_KEY -> Map.of(values.getOrDefault("header", USUAL_HEADER), values.get("key"));
            case ENV, NONE -> Map.of();
        };
    }

    private static String pair(Map<String, String> values) {
        String pair = values.get("username") + ':' + values.get("password");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Secrets secrets(McpAccess access, CredentialChoice choice, Map<String, String> values) {
        List<String> own = new ArrayList<>();
        access.references().forEach(reference -> own.add(choice.value(reference)));
        List<String> formation = new ArrayList<>(access.secrets());
        if (access.auth() == McpAccess.Auth.BASIC) {
            // What the formation put into either half of it, nobody who calls may see.
            (access.secrets().isEmpty() ? own : formation).add(pair(values));
        }
        return new Secrets(own, formation);
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "CallTarget[hidden]";
    }
}
