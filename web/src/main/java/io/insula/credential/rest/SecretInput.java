package io.insula.credential.rest;

import io.insula.credential.NewCredential;
import io.insula.credential.Secret;
import io.insula.input.rest.JsonInput;
import jakarta.json.JsonValue;

/** What is entrusted to the vault, on its way in. */
final class SecretInput {

    private static final String CREDENTIAL = "credential";
    private static final int LONGEST_NAME = 128;

    private SecretInput() {}

    static NewCredential newCredential(JsonInput input) {
        String service = input.requiredString("service", LONGEST_NAME);
        String name = input.optionalString("name", LONGEST_NAME);
        Secret secret = secret(input);
        input.rejectUnknown("service", "name", CREDENTIAL, "user_id").check();
        return new NewCredential(service, name, secret);
    }

    static Secret credential(JsonInput input) {
        Secret secret = secret(input);
        input.rejectUnknown(CREDENTIAL, "user_id").check();
        return secret;
    }

    private static Secret secret(JsonInput input) {
        JsonValue sent = input.requiredValue(CREDENTIAL);
        if (sent == null) {
            return null;
        }
        String fault = Secret.fault(sent).orElse(null);
        if (fault != null) {
            input.fault(CREDENTIAL, fault, "malformed");
            return null;
        }
        return Secret.of(sent);
    }
}
