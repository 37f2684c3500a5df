package io.insula.work;

import java.util.function.BooleanSupplier;

/**
 * What a handler is given to do.
 *
 * @param id {@code work_…}, the same at each attempt: what happens outside carries it, so that it can be recognised
 * @param payload what was added to the queue, JSON by convention
 * @param attempt 1 for the first
 * @param lease the number of the hold that this attempt has on the item
 * @param lost whether the item was cancelled or given to another node meanwhile: whoever works on it stops then
 */
public record WorkItem(String id, String kind, String payload, int attempt, long lease, BooleanSupplier lost) {

    /** Whether to stop: nothing that is done from now on will count. */
    public boolean isLost() {
        return lost.getAsBoolean();
    }

    /** What is to be done is nobody's business in a log. */
    @Override
    public String toString() {
        return kind + ' ' + id;
    }
}
