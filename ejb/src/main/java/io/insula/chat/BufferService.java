package io.insula.chat;

import io.insula.formation.MemorySettings;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.BufferStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The buffers of the calling user's sessions. Emptying one takes nothing out of the history, nor what is remembered. */
@Stateless
@Requires(Permission.MEMORY)
public class BufferService {

    private static final String ALL = "all";

    @Inject
    SessionStore sessions;

    @Inject
    BufferStore buffer;

    @Inject
    Event<Change> changes;

    /** How full the buffers are, those used last first. */
    public BufferStatus status(int offset, int limit) {
        MemorySettings settings = sessions.settings();
        return new BufferStatus(
                settings.bufferSize(),
                settings.bufferMultiplier(),
                settings.bufferCapacity(),
                settings.vectorSearch(),
                buffer.filled(offset, limit));
    }

    /** Empties all buffers of the user; returns how many messages left. */
    public int clear() {
        int messages = buffer.clear();
        changes.fire(new Change("buffer.clear", "buffer", ALL));
        return messages;
    }

    /** Empties the buffer of one session, living or expired; returns how many messages left. */
    public int clear(String session) {
        String id = sessions.find(session).id();
        int messages = buffer.clear(id);
        changes.fire(new Change("buffer.clear", "buffer", id));
        return messages;
    }
}
