package io.insula.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains what waits. Each entry gets the next position when it is sealed, not when it was written: which transaction
 * began or ended first does not matter, only that it has ended.
 */
final class Sealer {

    private final SigningKeys keys;
    private final Clock clock;

    Sealer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Seals one batch of a chain in the transaction of the connection, which is bound to the chain.
     *
     * @return how many entries were sealed; none also if another node is sealing the chain
     */
    int seal(Connection connection, Chain chain, int most) throws SQLException {
        SealStore store = new SealStore(connection, chain);
        if (!store.hold()) {
            return 0;
        }
        Seal last = store.last();
        List<AuditEntry> entries = store.next(most);
        if (entries.isEmpty()) {
            return 0;
        }
        List<Seal> seals = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            last = last.next(chain, entry);
            seals.add(last);
        }
        store.add(seals);
        store.removePending(entries);
        SealedHead head = new SealedHead(
                last.position(), seals.size(), last.hash(), clock.instant().truncatedTo(ChronoUnit.MICROS), "", "");
        store.add(keys.sign(chain, head));
        return entries.size();
    }
}
