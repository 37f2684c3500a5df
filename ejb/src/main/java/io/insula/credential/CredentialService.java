package io.insula.credential;

import io.insula.access.Caller;
import io.insula.formation.CredentialReference;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calling user's credentials for services outside, under whichever identifier the user comes. What is kept is never
 * given back, only replaced or deleted.
 */
@Stateless
@Requires(Permission.CREDENTIALS)
public class CredentialService {

    @Inject
    CredentialStore store;

    @Inject
    VaultConfiguration configuration;

    @Inject
    FormationRegistry registry;

    @Inject
    TenantBinding binding;

    @Inject
    Caller caller;

    /** In the order in which they were made. */
    public Page<Credential> list(PageRequest page) {
        requireUser();
        return store.list(page);
    }

    /** For which services the formation has a use, server by server. */
    public List<WantedService> services() {
        return registry.get(binding.formation()).mcpServers().stream()
                .flatMap(server -> server.access().references().stream()
                        .map(CredentialReference::service)
                        .distinct()
                        .map(service -> new WantedService(service, server.id(), server.description())))
                .toList();
    }

    /** One credential. */
    public Credential get(String id) {
        requireUser();
        return store.get(id);
    }

    /**
     * Keeps a credential.
     *
     * @throws PlatformException INVALID_PARAMS for a malformed service or too long a secret; CONFLICT where the user has
     *     one of this service and name already, or as many as the server admits
     */
    public Credential create(NewCredential wanted) {
        requireUser();
        List<FieldFault> faults = new ArrayList<>(sizeFaults(wanted.secret()));
        if (!ServiceName.isWellFormed(wanted.service())) {
            faults.add(new FieldFault("service", ServiceName.RULE, "malformed"));
        }
        refuse(faults);
        return store.create(wanted);
    }

    /**
     * Puts another secret in the place of the one that was there.
     *
     * @throws PlatformException INVALID_PARAMS for too long a secret
     */
    public Credential replace(String id, Secret secret) {
        requireUser();
        refuse(sizeFaults(secret));
        return store.replace(id, secret);
    }

    /** Deletes a credential and what was sealed. */
    public void delete(String id) {
        requireUser();
        store.delete(id);
    }

    /** Whoever nobody named is one user for all who name none: what one of them kept, every other could use. */
    private void requireUser() {
        if (caller.isNobody()) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST,
                    "Credentials belong to a user, and the request names none: send a user id");
        }
    }

    private List<FieldFault> sizeFaults(Secret secret) {
        byte[] bytes = secret.bytes();
        int length = bytes.length;
        Arrays.fill(bytes, (byte) 0);
        return length <= configuration.longest()
                ? List.of()
                : List.of(new FieldFault(
                        "credential", "must be at most " + configuration.longest() + " bytes as JSON", "too_long"));
    }

    private static void refuse(List<FieldFault> faults) {
        if (!faults.isEmpty()) {
            throw PlatformException.invalidParams(faults);
        }
    }
}
