package io.insula.chat;

import io.insula.identity.PreferenceStore;
import io.insula.memory.Memory;
import io.insula.memory.MemoryStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the user to whom the running transaction is bound has stated, and the preferences that are read in it later. */
@ApplicationScoped
class StatedPreferences {

    @Inject
    MemoryStore memories;

    @Inject
    PreferenceStore preferences;

    /** Those of these statements that are there still, in the order in which they were made. */
    List<Memory> stated(List<String> ids) {
        return memories.read(ids).values().stream()
                .sorted(Comparator.comparing(Memory::saidAt))
                .toList();
    }

    /**
     * Keeps what was read in statements, unless the user has said or set otherwise since, or the statement is gone.
     *
     * @param read by statement
     */
    void settle(Map<Memory, List<StatedPreference>> read) {
        Set<Memory> standing = new HashSet<>(memories.held(read.keySet()));
        read.forEach((memory, stated) -> {
            if (standing.contains(memory)) {
                stated.forEach(each -> preferences.setAsOf(memory.saidAt(), each.key(), each.value(), memory.id()));
            }
        });
    }
}
