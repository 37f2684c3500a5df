package io.insula.tool;

import io.insula.connection.Entrusted;
import io.insula.credential.OpenedCredential;
import io.insula.formation.CredentialReference;
import io.insula.formation.CredentialSettings;
import io.insula.formation.McpServer;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a server is to be told among the calling user's credentials. */
final class CredentialChoice {

    static final String USUAL = "default";
    /** Which field is meant where the formation names none and the credential has several. */
    private static final List<String> USUAL_FIELDS = List.of("token", "value", "key", "api_key", "access_token");

    private final McpServer server;
    private final CredentialSettings settings;
    private final Map<String, OpenedCredential> chosen = new HashMap<>();

    /**
     * Chooses one credential for each service that the server needs.
     *
     * @param name which one, where the user has several for a service; null for the usual one
     * @throws PlatformException CREDENTIAL_MISSING if the user has none; INVALID_PARAMS if it is not clear which is meant
     */
    CredentialChoice(McpServer server, CredentialSettings settings, List<OpenedCredential> held, String name) {
        this.server = server;
        this.settings = settings;
        for (CredentialReference reference : server.access().references()) {
            List<OpenedCredential> ofService = held.stream()
                    .filter(each -> CredentialReference.service(each.service()).equals(reference.service()))
                    .toList();
            if (ofService.isEmpty()) {
                throw missing(reference);
            }
            chosen.put(reference.service(), choose(ofService, reference, name));
        }
        if (name != null
                && chosen.values().stream().noneMatch(each -> each.name().equals(name))) {
            throw unclear("is no credential's name that this server takes");
        }
    }

    private static OpenedCredential choose(List<OpenedCredential> held, CredentialReference reference, String name) {
        if (held.size() == 1) {
            return held.get(0);
        }
        String wanted = name == null ? USUAL : name;
        return Stream.of(wanted, USUAL)
                .flatMap(each -> held.stream().filter(one -> one.name().equals(each)))
                .findFirst()
                .orElseThrow(() -> unclear("must name one of the credentials of " + reference.service() + ": "
                        + String.join(
                                ", ", held.stream().map(OpenedCredential::name).toList())));
    }

    /** Those that were chosen. */
    List<OpenedCredential> credentials() {
        return new ArrayList<>(chosen.values());
    }

    /** The same without what is secret in them. */
    List<Entrusted.Version> versions() {
        return chosen.values().stream()
                .map(each -> new Entrusted.Version(each.id(), each.version()))
                .toList();
    }

    /** What stands in the place of a reference. */
    String value(CredentialReference reference) {
        Map<String, String> fields = chosen.get(reference.service()).fields();
        return field(fields, reference.field()).orElseThrow(() -> missing(reference));
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        if (!name.isEmpty()) {
            return Optional.ofNullable(fields.get(name));
        }
        return fields.size() == 1
                ? fields.values().stream().findFirst()
                : USUAL_FIELDS.stream().filter(fields::containsKey).findFirst().map(fields::get);
    }

    private PlatformException missing(CredentialReference reference) {
        String field = reference.field().isEmpty() ? "" : " with the field " + reference.field();
        String what =
                "The MCP server " + server.id() + " needs the user's credential for " + reference.service() + field;
        String how = settings.redirect() && !settings.message().isBlank()
                ? settings.message()
                : "add it with POST /v1/credentials {\"service\": \"" + reference.service()
                        + "\", \"credential\": {\"" + (reference.field().isEmpty() ? "token" : reference.field())
                        + "\": \"…\"}}";
        return PlatformException.missing(
                what + "; " + how, List.of(new FieldFault("credentials." + reference.service(), how, "missing")));
    }

    private static PlatformException unclear(String message) {
        return PlatformException.invalidParams(List.of(new FieldFault("credential", message, "not_allowed")));
    }

    /** Of a value that cannot be handed over, which the user can mend. */
    PlatformException unusable(String why) {
        return new PlatformException(
                ErrorCode.CREDENTIAL_MISSING,
                "A credential of the user for the MCP server " + server.id() + " cannot be used: " + why);
    }
}
