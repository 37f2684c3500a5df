package io.insula.audit;

import java.time.Instant;
import java.util.List;

/**
 * How a chain was found.
 *
 * @param checked links that were looked at
 * @param complete whether these were all of the range
 * @param next where to go on; null when complete
 * @param sealed the last position of the chain
 * @param pruned the last position whose entry is no longer kept; 0 if all are
 * @param unsealed entries that wait for their seal: nothing would tell yet if these were changed
 * @param oldestUnsealed the oldest of them; null if there is none
 * @param faults what is not as it was sealed
 * @param moreFaults whether there are more than these
 */
public record ChainReport(
        long checked,
        boolean complete,
        Long next,
        long sealed,
        long pruned,
        long unsealed,
        Instant oldestUnsealed,
        List<ChainFault> faults,
        boolean moreFaults) {

    public ChainReport {
        faults = List.copyOf(faults);
    }

    /** Whether all that was looked at is as it was sealed. */
    public boolean valid() {
        return faults.isEmpty();
    }
}
