package io.insula.audit;

import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The trail as whoever runs a formation reads it: that of one of its tenants, named by slug, or with a null slug that of
 * the formation as a whole. Long readings are many short transactions, and hold little at a time.
 */
@Stateless
@Requires(Permission.VIEW_LOGS)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditService {

    @Inject
    ChainChoice choice;

    @Inject
    ChainTransactions transactions;

    @Inject
    SigningKeys keys;

    @Inject
    AuditConfiguration configuration;

    /** Entries, newest first. */
    public Page<AuditEntry> list(String tenant, AuditFilter filter, PageRequest page) {
        Chain chain = choice.of(tenant);
        List<AuditEntry> found = transactions.in(chain, connection -> new EntryReader(connection, chain)
                .newest(filter, page.cursor(), page.offset(), page.limit() + 1));
        return page.slice(found, entry -> new Cursor(entry.createdAt(), entry.id()));
    }

    /** Entries, oldest first, behind where the last slice ended; null for the first one. */
    public List<AuditEntry> export(String tenant, AuditFilter filter, Cursor after, int most) {
        Chain chain = choice.of(tenant);
        return transactions.in(chain, connection -> new EntryReader(connection, chain).oldest(filter, after, most));
    }

    /** The end of the chain, to be kept elsewhere. */
    public ChainHead head(String tenant) {
        Chain chain = choice.of(tenant);
        return transactions.in(chain, connection -> {
            ChainReader reader = new ChainReader(connection, chain);
            long unsealed = reader.waiting().count();
            return reader.lastHead()
                    .map(head -> new ChainHead(
                            head.position(),
                            head.hash(),
                            head.sealedAt(),
                            head.keyId(),
                            head.signature(),
                            keys.publicKey(head.keyId()),
                            head.words(chain),
                            head.export(),
                            unsealed))
                    .orElse(new ChainHead(0, null, null, null, null, null, null, null, unsealed));
        });
    }

    /**
     * Follows the chain and says what is not as it was sealed.
     *
     * @param from the first position; null for the beginning
     * @param to the last position; null for the end
     * @param exported a head that was exported before, to be found again; null for none
     * @throws PlatformException INVALID_PARAMS for what is no head of this chain
     */
    public ChainReport verify(String tenant, Long from, Long to, String exported) {
        Chain chain = choice.of(tenant);
        SealedHead kept = exported == null ? null : kept(chain, exported);
        ChainCheck check = new ChainCheck(
                chain, keys, from == null ? 1 : from, to == null ? Long.MAX_VALUE : to, configuration.verifyMost());
        transactions.in(chain, connection -> {
            check.begin(connection);
            return null;
        });
        boolean more = true;
        while (more) {
            more = transactions.in(chain, check::next);
        }
        return transactions.in(chain, connection -> check.end(connection, kept));
    }

    private SealedHead kept(Chain chain, String exported) {
        return SealedHead.read(exported)
                .filter(head -> keys.verifies(chain, head))
                .orElseThrow(() -> PlatformException.invalidParams(List.of(new FieldFault(
                        "head",
                        "is not a head of this chain that a key of this installation has signed",
                        "malformed"))));
    }
}
