package io.insula.work;

/** Does one kind of work. A room that adds such items has one bean of this type. */
public interface WorkHandler {

    /** The kind, unique in the house. */
    String kind();

    /**
     * Does the work, in no transaction and on behalf of the user who asked for it, whose permissions hold as in a request.
     * It may be done a second time after a node has failed, so whatever it writes is either tied to
     * {@link WorkQueue#finish} in one transaction or recognises the item's id.
     *
     * @throws Exception {@code PlatformException} RATE_LIMITED, SERVICE_UNAVAILABLE or INTERNAL_ERROR, and any other
     *     exception, for another attempt later; other codes end the work
     */
    void handle(WorkItem item) throws Exception;

    /**
     * Hears that the work is given up, in the transaction that does so, bound to the item's user.
     *
     * @param code the {@code ErrorCode}'s name, or {@code LEASE_EXPIRED} if node after node fell silent over it
     */
    default void ended(WorkItem item, WorkEnd how, String code) {
        // Most work has nobody waiting for it.
    }
}
