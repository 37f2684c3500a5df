package io.insula.audit.rest;

import io.insula.audit.ChainFault;
import io.insula.audit.ChainReport;
import java.time.Instant;
import java.util.List;

/**
 * How a trail was found; see {@code docs/audit.md}.
 *
 * @param valid whether all that was looked at is as it was sealed
 * @param nextPosition where to go on where not all was looked at
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
        List<ChainFault> faults,
        boolean moreFaults) {

    static AuditVerification of(ChainReport report) {
        return new AuditVerification(
                report.valid(),
                report.complete(),
                report.next(),
                report.checked(),
                report.sealed(),
                report.pruned(),
                report.unsealed(),
                report.oldestUnsealed(),
                report.faults(),
                report.moreFaults());
    }
}
