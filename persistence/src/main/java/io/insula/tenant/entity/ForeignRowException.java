package io.insula.tenant.entity;

import jakarta.ejb.ApplicationException;

/** A row of somebody else reached the application: a wall has failed and nothing of this transaction may stand. */
@ApplicationException(rollback = true)
public class ForeignRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForeignRowException(String entity) {
        super("A row of " + entity + " does not belong to the tenant of this transaction");
    }
}
