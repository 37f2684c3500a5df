package io.insula.chat;

import io.insula.memory.BufferStore;
import java.util.List;

/**
 * What the calling user's conversations have in view.
 *
 * @param size messages of the recent conversation that one turn sees
 * @param multiplier a session's buffer holds {@code size × multiplier} messages
 * @param capacity of one session's buffer
 * @param vectorSearch whether the buffer is also searched by meaning
 * @param sessions whose buffers hold anything, the latest used first
 */
public record BufferStatus(
        int size, int multiplier, int capacity, boolean vectorSearch, List<BufferStore.Filled> sessions) {

    public BufferStatus {
        sessions = List.copyOf(sessions);
    }
}
