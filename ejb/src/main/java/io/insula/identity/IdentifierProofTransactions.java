package io.insula.identity;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** The transactions of a proof, each bound to the side that is at work: a user, or the tenant of a back end. */
@Stateless
@Requires(Permission.PROVE_IDENTIFIERS)
public class IdentifierProofTransactions {

    @Inject
    IdentifierBook book;

    @Inject
    IdentifierProofs proofs;

    @Inject
    TenantBinding binding;

    public Proof begin(NamedIdentifier named) {
        return proofs.begin(binding.person(), book.keeping(named), true);
    }

    public ProofCompletion complete(String code) {
        return proofs.complete(code, null);
    }

    public User self() {
        return book.whole(book.user(binding.person()));
    }

    @Requires(Permission.LINK_IDENTIFIERS)
    public Proof beginFor(String userId, NamedIdentifier named) {
        return proofs.begin(book.user(userId).id(), book.keeping(named), false);
    }

    @Requires(Permission.LINK_IDENTIFIERS)
    public ProofCompletion confirm(String code, Identifier identifier) {
        return proofs.complete(
                code, book.keeping(new NamedIdentifier(identifier, null)).hash());
    }
}
