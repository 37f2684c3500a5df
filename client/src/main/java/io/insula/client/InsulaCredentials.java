package io.insula.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** The credentials of one user for services outside, which tools are called with. Nobody can read them back. */
public final class InsulaCredentials {

    private static final String CREDENTIALS = "/credentials";

    private final Connection connection;
    private final Caller caller;

    InsulaCredentials(Connection connection, Caller caller) {
        this.connection = connection;
        this.caller = caller;
    }

    public Page<Credential> list() {
        return list(PageQuery.first());
    }

    public Page<Credential> list(PageQuery page) {
        return connection.askPage(
                caller.named(Call.get(CREDENTIALS).with(page, "cursor")),
                caller.headers(),
                "credentials",
                Credential.class);
    }

    /**
     * Adds a credential.
     *
     * @param name null for the usual one of the service
     * @param fields such as {@code token}, or {@code username} and {@code password}
     */
    public Credential create(String service, String name, Map<String, String> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("service", service);
        body.put("credential", fields);
        if (name != null) {
            body.put("name", name);
        }
        return ask(Call.post(CREDENTIALS, body));
    }

    public Credential get(String credentialId) {
        return ask(Call.get(CREDENTIALS + Call.segment(credentialId)));
    }

    /** Puts another secret in the place of the one before; what ran with that ends. */
    public Credential replace(String credentialId, Map<String, String> fields) {
        return ask(Call.put(CREDENTIALS + Call.segment(credentialId), Map.of("credential", fields)));
    }

    public void delete(String credentialId) {
        connection.tell(caller.named(Call.delete(CREDENTIALS + Call.segment(credentialId))), caller.headers());
    }

    private Credential ask(Call call) {
        return connection.ask(caller.named(call), caller.headers(), Credential.class);
    }

    @Override
    public String toString() {
        return "InsulaCredentials[" + caller.userId() + ']';
    }
}
