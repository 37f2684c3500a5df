package io.insula.audit;

import io.insula.audit.ChainReader.Bounds;
import io.insula.audit.ChainReader.Linked;
import io.insula.audit.ChainReader.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The verification of a chain, or of a range of it, in steps: each is given a connection of its own, so that no
 * transaction lasts long, and holds one batch of entries.
 */
final class ChainCheck {

    /** What the trail says when a chain was pruned; the resource is the last position that went. */
    static final String PRUNE = "audit.prune";

    private static final int BATCH = 1_000;
    private static final int MOST_IDS = 50;

    private final Chain chain;
    private final SigningKeys keys;
    private final long from;
    private final long to;
    private final long most;
    private final ChainFaults faults = new ChainFaults();

    private Bounds bounds;
    private Verification verification;

    /**
     * @param from the first position to look at
     * @param to the last one, or {@link Long#MAX_VALUE} for the end
     * @param most links to look at
     */
    ChainCheck(Chain chain, SigningKeys keys, long from, long to, long most) {
        this.chain = chain;
        this.keys = keys;
        this.from = from;
        this.to = to;
        this.most = most;
    }

    /** Finds where the chain begins and ends. */
    void begin(Connection connection) throws SQLException {
        ChainReader reader = new ChainReader(connection, chain);
        bounds = reader.bounds();
        long pruned = pruned();
        Seal before = Seal.NONE;
        if (from > pruned + 1) {
            before = reader.links(from - 2, from - 1, 1).stream()
                    .findFirst()
                    .map(Linked::seal)
                    .orElse(Seal.unknown(from - 1));
        } else if (pruned > 0) {
            before = base(reader, pruned);
        }
        verification = new Verification(chain, before, faults);
    }

    /** Looks at the next batch; returns whether there is more to look at. */
    boolean next(Connection connection) throws SQLException {
        long after = verification.last().position();
        if (after >= end() || verification.checked() >= most) {
            return false;
        }
        ChainReader reader = new ChainReader(connection, chain);
        int size = (int) Math.min(BATCH, most - verification.checked());
        List<Linked> links = reader.links(after, end(), size);
        if (links.isEmpty()) {
            return false;
        }
        long last = links.get(links.size() - 1).seal().position();
        verification.take(links, reader.heads(after, last));
        return true;
    }

    /** Looks at the end of the chain, at what is in no chain, and at a head that was kept elsewhere; null for none. */
    ChainReport end(Connection connection, SealedHead kept) throws SQLException {
        ChainReader reader = new ChainReader(connection, chain);
        boolean complete = verification.last().position() >= end();
        if (complete && to >= bounds.last()) {
            checkEnd(reader);
        }
        if (complete && from == 1 && to == Long.MAX_VALUE) {
            checkOutside(reader);
        }
        if (kept != null) {
            compare(reader, kept);
        }
        Waiting waiting = reader.waiting();
        return new ChainReport(
                verification.checked(),
                complete,
                complete ? null : verification.last().position() + 1,
                Math.max(bounds.last(), bounds.lastHead()),
                pruned(),
                waiting.count(),
                waiting.oldest(),
                faults.list(),
                faults.more());
    }

    private long end() {
        return Math.min(to, bounds.last());
    }

    /** The last position that is no longer kept: all before the first link, or, without any link, before the end. */
    private long pruned() {
        return bounds.first() == 0 ? bounds.lastHead() : bounds.first() - 1;
    }

    /** What the first link that is kept must follow, if it was right to drop those before. */
    private Seal base(ChainReader reader, long pruned) throws SQLException {
        Optional<SealedHead> head = reader.heads(pruned - 1, pruned).stream().findFirst();
        if (head.isEmpty() || !keys.verifies(chain, head.get())) {
            faults.add(
                    ChainFault.MISSING,
                    1L,
                    null,
                    "links 1 to " + pruned + " are gone, and no head with a good signature stands in their place");
        } else if (!reader.tellsOfPruning(pruned)) {
            faults.add(
                    ChainFault.MISSING,
                    1L,
                    null,
                    "links 1 to " + pruned + " are gone, and no entry tells that they were pruned");
        }
        return head.map(kept -> new Seal(pruned, "", "", kept.hash())).orElse(Seal.unknown(pruned));
    }

    private void checkEnd(ChainReader reader) throws SQLException {
        if (bounds.lastHead() > bounds.last() && bounds.first() > 0) {
            faults.add(
                    ChainFault.CUT,
                    bounds.last() + 1,
                    null,
                    "links " + (bounds.last() + 1) + " to " + bounds.lastHead() + " are gone from the end");
        }
        if (bounds.last() == 0) {
            return;
        }
        boolean signed =
                reader.heads(bounds.last() - 1, bounds.last()).stream().anyMatch(head -> keys.verifies(chain, head));
        if (!signed && bounds.lastHead() <= bounds.last()) {
            faults.add(
                    ChainFault.FORGED,
                    bounds.last(),
                    null,
                    "the end of the chain has no head with a good signature of this installation");
        }
    }

    private void checkOutside(ChainReader reader) throws SQLException {
        for (String stray : reader.strays(MOST_IDS)) {
            faults.add(ChainFault.INSERTED, null, stray, "the entry is in no chain and does not wait for its seal");
        }
        for (String lost : reader.lost(MOST_IDS)) {
            faults.add(ChainFault.MISSING, null, lost, "the entry went before it was sealed");
        }
    }

    private void compare(ChainReader reader, SealedHead kept) throws SQLException {
        if (kept.position() > Math.max(bounds.last(), bounds.lastHead())) {
            faults.add(
                    ChainFault.CUT,
                    Math.max(bounds.last(), bounds.lastHead()) + 1,
                    null,
                    "the chain ends before position " + kept.position() + ", where the head was exported");
            return;
        }
        boolean same = kept.position() <= pruned()
                ? reader.heads(kept.position() - 1, kept.position()).stream().anyMatch(kept::equals)
                : reader.links(kept.position() - 1, kept.position(), 1).stream()
                        .anyMatch(link -> link.seal().hash().equals(kept.hash()));
        if (!same) {
            faults.add(
                    ChainFault.FORGED,
                    kept.position(),
                    null,
                    "the chain was another one when the head was exported: it was cut and continued, or rewritten");
        }
    }
}
