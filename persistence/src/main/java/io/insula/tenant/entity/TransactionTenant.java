package io.insula.tenant.entity;

/**
 * To whom the running transaction is bound. The binding itself happens a module further up, where transactions are
 * known; entities see only this.
 */
public interface TransactionTenant {

    /** The bound formation; throws when the transaction is bound to nobody. */
    String formation();

    /** The bound tenant's internal id; throws when the transaction is bound to none. */
    String tenant();

    /** The same, or null where the transaction is bound to none or to nobody, or where there is no transaction. */
    String tenantIfBound();

    /** The bound user, or null where the scope spans the users of a tenant. */
    String person();

    /** Makes sure that nothing of the running transaction will stand. */
    void condemn();
}
