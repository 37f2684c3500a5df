package io.insula.work;

import jakarta.ejb.ApplicationException;

/** The item belongs to another attempt by now, or to nobody: nothing of this transaction may stand. */
@ApplicationException(rollback = true)
public class WorkLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WorkLostException(String workId) {
        super("The work " + workId + " was cancelled or taken over");
    }
}
