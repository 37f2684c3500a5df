package io.insula.chat;

import io.insula.formation.SynopsisSettings;
import io.insula.identity.Preference;
import io.insula.identity.PreferenceStore;
import io.insula.identity.Synopsis;
import io.insula.identity.SynopsisStore;
import io.insula.memory.MemoryStore;
import io.insula.memory.UserFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the user to whom the running transaction is bound, beyond single memories. */
@ApplicationScoped
class Profile {

    private static final int PREFERENCES = 50;

    @Inject
    SynopsisStore synopses;

    @Inject
    PreferenceStore preferences;

    @Inject
    MemoryStore memories;

    @Inject
    SessionStore sessions;

    /** The state of what a synopsis is made from: one that was made from another state tells what may be forgotten. */
    String basis() {
        return memories.lastDeletion() + "/" + preferences.state();
    }

    /** The synopsis that is kept, if it still holds. */
    Optional<Synopsis> synopsis(Instant noOlderThan) {
        String basis = basis();
        return synopses.find()
                .filter(kept ->
                        kept.madeAt().isAfter(noOlderThan) && kept.basis().equals(basis));
    }

    /** Preferences and synopsis, as a prompt tells them. */
    UserFacts facts() {
        List<UserFacts.Preference> told =
                preferences.latest(PREFERENCES).stream().map(Profile::told).toList();
        SynopsisSettings settings = sessions.settings().synopsis();
        String synopsis = settings.enabled()
                ? synopsis(sessions.now().minus(settings.cacheTtl()))
                        .map(Synopsis::content)
                        .orElse("")
                : "";
        return new UserFacts(synopsis, told);
    }

    private static UserFacts.Preference told(Preference preference) {
        JsonValue value = preference.value();
        return new UserFacts.Preference(
                preference.key(), value instanceof JsonString text ? text.getString() : value.toString());
    }
}
