package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.embedding.Meaning;
import io.insula.formation.MemorySettings;
import io.insula.identity.Preference;
import io.insula.identity.PreferenceStore;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.memory.BufferStore;
import io.insula.memory.BufferStore.Seen;
import io.insula.memory.Memory;
import io.insula.memory.MemoryHit;
import io.insula.memory.MemoryStore;
import io.insula.memory.Nearest;
import io.insula.memory.working.WorkingMemory;
import io.insula.memory.working.WorkingMemory.Recollection;
import io.insula.memory.working.WorkingMemory.Statement;
import io.insula.search.Candidate;
import io.insula.search.Keyword;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transactions of a turn: what the user says is kept before anybody outside is asked, what is known is read before the
 * answer is made, and the answer is kept after it.
 */
@Stateless
@Requires(Permission.CHAT)
public class TurnTransactions {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    /** How many memories are looked at closely. */
    static final int NEAREST = 24;
    /** How many preferences are looked at. */
    private static final int PREFERENCES = 200;

    @Inject
    SessionStore sessions;

    @Inject
    MessageStore messages;

    @Inject
    MemoryStore memories;

    @Inject
    WorkingMemory working;

    @Inject
    PreferenceStore preferences;

    @Inject
    Profile profile;

    @Inject
    Reflections reflections;

    @Inject
    BufferStore buffer;

    @Inject
    Event<Change> changes;

    /**
     * Keeps what the user says, in a session that lives or begins, unless an earlier attempt has.
     *
     * @return the session in which it is kept
     */
    public String open(NewMessage message) {
        Optional<String> kept = messages.sessionOf(message);
        if (kept.isPresent()) {
            return sessions.living(kept.get()).id();
        }
        Instant now = sessions.now();
        ChatSessionEntity session = session(message.sessionId(), now);
        messages.asked(message, session.id(), now);
        changes.fire(new Change("chat.message", "session", session.id()));
        messages.claim(message);
        return session.id();
    }

    /** The turn, if an earlier attempt has finished it. */
    public Optional<ChatTurn> finished(NewMessage message) {
        return messages.sessionOf(message).flatMap(session -> messages.finished(message.turnId()));
    }

    /** What is known when a model is to answer: what may bear on the turn, and what was said before in the session. */
    public Known known(String sessionId, String meant, Meaning meaning) {
        Recalled recalled = recall(sessionId, meant, meaning);
        List<PromptInput.Said> conversation = buffer
                .view(sessionId, sessions.settings().bufferSize())
                .stream()
                .map(seen -> new PromptInput.Said(seen.id(), seen.role().equals(USER), seen.content()))
                .toList();
        Profile.Told told = profile.facts();
        return new Known(recalled, conversation, told.facts(), told.synopsisDue());
    }

    /** Checks that the session lives, for a turn that recalls nothing. */
    public Recalled begin(String sessionId) {
        if (sessionId != null) {
            sessions.living(sessionId);
        }
        return Recalled.NOTHING;
    }

    /** What may answer: the user's memories near in meaning, and what was stated in this session. */
    public Recalled recall(String sessionId, String asked, Meaning meaning) {
        Map<String, Candidate> byContent = new LinkedHashMap<>();
        Nearest nearest = memories.nearest(meaning, NEAREST, 0);
        for (MemoryHit near : nearest.hits()) {
            Memory memory = near.memory();
            add(byContent, memory.id(), memory.content(), memory.saidAt(), near.score());
        }
        for (Recollection back : working.recall(meaning, ids(byContent))) {
            add(byContent, back.id(), back.words(), null, back.cosine());
        }
        PreferenceQuestion.of(asked).ifPresent(question -> prefer(question, byContent));
        if (sessionId != null) {
            sessions.living(sessionId);
            MemorySettings settings = sessions.settings();
            if (settings.episodic()) {
                // Every statement is a memory then, and one that was forgotten must not answer out of the buffer.
                return new Recalled(List.copyOf(byContent.values()), nearest.likeness());
            }
            int window = settings.vectorSearch() ? settings.bufferCapacity() : settings.bufferSize();
            for (Seen seen : buffer.view(sessionId, window)) {
                if (seen.meaning() != null && seen.meaning().model().equals(meaning.model())) {
                    add(byContent, seen.id(), seen.content(), seen.at(), meaning.nearness(seen.meaning()));
                }
            }
        }
        return new Recalled(List.copyOf(byContent.values()), nearest.likeness());
    }

    /** Brings what the question asks for by its form nearer; what a caller set and nobody said comes in besides. */
    private void prefer(PreferenceQuestion question, Map<String, Candidate> byContent) {
        Set<String> read = new HashSet<>();
        for (Preference preference : preferences.latest(PREFERENCES)) {
            if (question.isAnsweredBy(preference) && preference.memoryId() != null) {
                read.add(preference.memoryId());
            } else if (question.isAnsweredBy(preference)) {
                String told = PreferenceQuestion.told(preference);
                add(byContent, preference.id(), told, preference.updatedAt(), PreferenceQuestion.UNSAID);
            }
        }
        byContent.replaceAll((content, known) -> read.contains(known.id())
                ? new Candidate(
                        known.id(),
                        content,
                        known.created(),
                        Math.min(1, known.cosine() + PreferenceQuestion.GAIN),
                        known.keyword())
                : known);
    }

    private static Set<String> ids(Map<String, Candidate> byContent) {
        return byContent.values().stream().map(Candidate::id).collect(Collectors.toSet());
    }

    private static void add(Map<String, Candidate> byContent, String id, String content, Instant at, double cosine) {
        byContent.putIfAbsent(content, new Candidate(id, content, at, cosine, Keyword.none()));
    }

    /**
     * Keeps the answer, what is to be remembered of the turn, and what the user said unless it is kept already.
     *
     * @return the turn as it stands; another attempt may have finished it first
     */
    public ChatTurn store(Turn turn) {
        Instant now = sessions.now();
        ChatSessionEntity session = session(turn.session(), now);
        Optional<ChatTurn> first = messages.finished(turn.message().turnId());
        if (first.isPresent()) {
            return first.get();
        }
        if (turn.opened() == null) {
            messages.asked(turn.message(), session.id(), now);
        }
        Instant after = now.plus(1, ChronoUnit.MICROS);
        messages.answered(turn.message(), turn.answer(), session.id(), after);
        messages.claim(turn.message());
        remember(turn, session.id(), now, after);
        return ChatTurn.of(turn.answer(), session.id());
    }

    private void remember(Turn turn, String sessionId, Instant now, Instant after) {
        List<Statement> statements = remembered(turn, sessionId);
        String said = turn.message().message();
        buffer.add(sessionId, new Seen(PublicId.next("buf"), USER, said, turn.meaning(), now));
        buffer.add(
                sessionId,
                new Seen(PublicId.next("buf"), ASSISTANT, turn.answer().text(), null, after));
        changes.fire(new Change("chat.turn", "session", sessionId));
        List<String> used =
                turn.answer().sources().stream().map(ChatTurn.SourceMemory::id).toList();
        // Last: what is written so far goes out in one packet with what this asks.
        working.keep(sessionId, turn.model(), statements, used);
        buffer.evict(sessionId, sessions.settings().bufferCapacity());
    }

    private ChatSessionEntity session(String id, Instant now) {
        ChatSessionEntity session = id == null ? sessions.create() : sessions.livingAndHeld(id);
        if (session.activityIsDue(now, sessions.settings().sessionTimeout())) {
            session.active(now);
        }
        return session;
    }

    /** What was stated, as the memories that it became; where it becomes none, as it was said. */
    private List<Statement> remembered(Turn turn, String sessionId) {
        List<Statement> statements = new ArrayList<>();
        List<Memory> memorized = new ArrayList<>();
        for (int i = 0; i < turn.episodes().size(); i++) {
            Meaning meaning = turn.meanings().get(i);
            Memory kept = memories.keepEpisode(turn.episodes().get(i), sessionId, meaning);
            statements.add(new Statement(kept.id(), kept.content(), meaning));
            memorized.add(kept);
        }
        reflections.turned(turn, memorized);
        if (!sessions.settings().episodic() && turn.meaning() != null) {
            statements.add(new Statement(null, turn.message().message(), turn.meaning()));
        }
        return statements;
    }
}
