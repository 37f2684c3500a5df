package io.insula.identity;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.DatabaseException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Erases the user whom the request names from every store. Rows go in batches, so that nobody waits for a huge user; the
 * last transaction holds the user, takes what was written meanwhile, and the user with it. Whoever comes under the same
 * identifier later is a new user. The trail of what was done stays, and tells of the erasure.
 */
@Stateless
@Requires(Permission.FORGET)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureService {

    private static final int BATCH = 1000;
    /** A turn that is being stored may hold what the erasure wants, and the other way round: the database then picks. */
    private static final int ATTEMPTS = 5;

    private static final String DEADLOCK = "40P01";

    @Inject
    ErasureTransactions transactions;

    /** Erases the user; returns how many rows of which table went. Repeated after a failure, it goes on. */
    public Map<String, Long> erase() {
        Map<String, Long> erased = new TreeMap<>();
        Map<String, Long> gone;
        do {
            gone = patiently(() -> transactions.some(BATCH));
            add(gone, erased);
        } while (gone.containsValue((long) BATCH));
        add(patiently(transactions::rest), erased);
        return erased;
    }

    private static Map<String, Long> patiently(Supplier<Map<String, Long>> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (DatabaseException failed) {
                if (attempt == ATTEMPTS || !DEADLOCK.equals(failed.sqlState())) {
                    throw failed;
                }
            }
        }
    }

    private static void add(Map<String, Long> gone, Map<String, Long> erased) {
        gone.forEach((table, rows) -> erased.merge(table, rows, Long::sum));
    }
}
