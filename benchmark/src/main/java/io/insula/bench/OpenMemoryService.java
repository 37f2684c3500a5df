package io.insula.bench;

import io.insula.memory.Memory;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Stands where the memory service stands, so that both reads pass as many beans. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OpenMemoryService {

    @Inject
    OpenMemoryTransactions transactions;

    public Memory get(String id) {
        return transactions.get(id);
    }
}
