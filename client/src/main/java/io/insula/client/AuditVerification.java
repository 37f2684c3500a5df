package io.insula.client;

import java.time.Instant;
import java.util.List;

/**
 * How a trail was found.
 *
 * @param valid whether all that was looked at is as it was sealed
 * @param complete whether all was looked at
 * @param nextPosition where to go on if not
 * @param pruned the last position whose entry is no longer kept
 * @param unsealed entries that wait for their seal
 */
public record AuditVerification(
        boolean valid,
        boolean complete,
        Long nextPosition,
        long checked,
        long sealed,
        long pruned,
        long unsealed,
        Instant oldestUnsealed,
        List<AuditFault> faults,
        boolean moreFaults) {

    public AuditVerification {
        faults = faults == null ? List.of() : List.copyOf(faults);
    }
}
