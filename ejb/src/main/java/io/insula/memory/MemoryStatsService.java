package io.insula.memory;

import io.insula.embedding.Meanings;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Counts what is remembered about the calling user; the contents stay where they are. */
@Stateless
@Requires(Permission.MEMORY)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MemoryStatsService {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    MemoryStatsTransactions transactions;

    /** How much there is, as of now. */
    public MemoryStats stats() {
        return transactions.stats(
                meanings.model(formations.get(current.context().formation())));
    }
}
