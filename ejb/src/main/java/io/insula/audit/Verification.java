package io.insula.audit;

import io.insula.audit.ChainReader.Linked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows a chain link by link, without knowing where the links come from. It holds one link at a time. */
final class Verification {

    /** Longer than any transaction of the server lasts: what is older than this behind newer entries was added later. */
    private static final Duration LATEST = Duration.ofMinutes(10);

    private final Chain chain;
    private final ChainFaults faults;
    private Seal before;
    /** What the link before should have been; another than it was where that one is forged by itself. */
    private Seal expected;

    private Instant newest = Instant.MIN;
    private long checked;

    Verification(Chain chain, Seal before, ChainFaults faults) {
        this.chain = chain;
        this.before = before;
        this.expected = before;
        this.faults = faults;
    }

    /** The next links, in their order, and the heads that lie among them. */
    void take(List<Linked> links, List<SealedHead> heads) {
        Map<Long, SealedHead> headAt = new HashMap<>();
        heads.forEach(head -> headAt.put(head.position(), head));
        for (Linked link : links) {
            take(link.seal(), headAt.get(link.seal().position()));
            look(link);
            checked++;
        }
    }

    long checked() {
        return checked;
    }

    /** The last link that was taken. */
    Seal last() {
        return before;
    }

    private void take(Seal seal, SealedHead head) {
        if (seal.position() != before.position() + 1) {
            faults.add(
                    ChainFault.MISSING,
                    before.position() + 1,
                    null,
                    "links " + (before.position() + 1) + " to " + (seal.position() - 1)
                            + " are gone with their entries");
        } else if (!seal.follows(before) && !seal.follows(expected)) {
            faults.add(ChainFault.FORGED, seal.position(), seal.entryId(), "the link does not follow the one before");
        }
        if (head != null && !head.hash().equals(seal.hash())) {
            faults.add(
                    ChainFault.FORGED,
                    seal.position(),
                    seal.entryId(),
                    "the head at this position was made for another chain of entries");
        }
        boolean known =
                seal.position() == before.position() + 1 && !expected.hash().isEmpty();
        expected = known ? seal.after(expected) : seal;
        before = seal;
    }

    private void look(Linked link) {
        Seal seal = link.seal();
        AuditEntry entry = link.entry();
        if (entry == null) {
            faults.add(ChainFault.MISSING, seal.position(), seal.entryId(), "the entry is gone");
            return;
        }
        String actual = Seal.digest(chain, entry);
        if (!actual.equals(seal.digest())) {
            faults.addAltered(seal, actual);
            return;
        }
        if (entry.createdAt().plus(LATEST).isBefore(newest)) {
            faults.add(
                    ChainFault.LATE,
                    seal.position(),
                    entry.id(),
                    "bears a time long before entries that were sealed earlier: it was added afterwards");
        }
        if (entry.createdAt().isAfter(newest)) {
            newest = entry.createdAt();
        }
    }
}
