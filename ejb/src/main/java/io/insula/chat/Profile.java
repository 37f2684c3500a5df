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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is known of the user to whom the running transaction is bound, beyond single memories. */
@ApplicationScoped
class Profile {

    private static final int PREFERENCES = 50;
    /** So many new memories make a synopsis an old one. */
    private static final int MANY = 20;
    /** From so many memories on a synopsis is made for prompts, unasked. */
    private static final int ENOUGH = 5;
    /** How long a quotation stands in for what the model could not write. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

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

    /**
     * The synopsis that is kept, if it still holds: it is not too old, nothing that it was made from has gone or changed,
     * and not many memories have come since. What was quoted because the model failed holds for a moment only.
     */
    Optional<Synopsis> synopsis(boolean byModel) {
        Duration longest = sessions.settings().synopsis().cacheTtl();
        String basis = basis();
        return synopses.find()
                .filter(kept -> kept.madeAt()
                        .isAfter(sessions.now().minus(isMakeshift(kept, byModel) ? least(longest) : longest)))
                .filter(kept -> kept.basis().equals(basis) && memories.count() - kept.memories() < MANY);
    }

    /** How many memories there are. */
    long memories() {
        return memories.count();
    }

    private static boolean isMakeshift(Synopsis kept, boolean byModel) {
        return byModel && kept.author().equals(ChatTurn.EXTRACTIVE);
    }

    private static Duration least(Duration longest) {
        return longest.compareTo(MOMENT) < 0 ? longest : MOMENT;
    }

    /**
     * What a prompt tells of a user.
     *
     * @param synopsisDue whether there is no synopsis, but enough to write one from
     */
    record Told(UserFacts facts, boolean synopsisDue) {}

    /** Preferences and synopsis, as a model's prompt tells them. */
    Told facts() {
        List<UserFacts.Preference> told =
                preferences.latest(PREFERENCES).stream().map(Profile::told).toList();
        SynopsisSettings settings = sessions.settings().synopsis();
        Optional<Synopsis> synopsis = settings.enabled() ? synopsis(true) : Optional.empty();
        boolean wanted = settings.enabled() && !settings.cacheTtl().isZero();
        return new Told(
                new UserFacts(synopsis.map(Synopsis::content).orElse(""), told),
                wanted && synopsis.isEmpty() && memories.count() >= ENOUGH);
    }

    private static UserFacts.Preference told(Preference preference) {
        JsonValue value = preference.value();
        return new UserFacts.Preference(
                preference.key(), value instanceof JsonString text ? text.getString() : value.toString());
    }
}
