package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.chat.entity.MessageEntity;
import io.insula.embedding.Meaning;
import io.insula.formation.MemorySettings;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.memory.BufferStore;
import io.insula.memory.BufferStore.Seen;
import io.insula.memory.Memory;
import io.insula.memory.MemoryHit;
import io.insula.memory.MemoryStore;
import io.insula.memory.WorkingMemory;
import io.insula.memory.WorkingMemory.Recollection;
import io.insula.memory.WorkingMemory.Statement;
import io.insula.search.Candidate;
import io.insula.search.Keyword;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The two transactions of a turn: what is known before the answer, and what is kept after it. */
@Stateless
@Requires(Permission.CHAT)
public class TurnTransactions {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    /** How many memories are looked at closely. */
    private static final int NEAREST = 24;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    SessionStore sessions;

    @Inject
    MemoryStore memories;

    @Inject
    WorkingMemory working;

    @Inject
    BufferStore buffer;

    @Inject
    Event<Change> changes;

    /** Checks that the session lives, for a turn that recalls nothing. */
    public List<Candidate> begin(String sessionId) {
        if (sessionId != null) {
            sessions.living(sessionId);
        }
        return List.of();
    }

    /** What may answer: the user's memories near in meaning, and what was stated in this session. */
    public List<Candidate> recall(String sessionId, Meaning meaning) {
        Map<String, Candidate> byContent = new LinkedHashMap<>();
        for (MemoryHit near : memories.nearest(meaning, NEAREST, 0)) {
            Memory memory = near.memory();
            add(byContent, memory.id(), memory.content(), memory.createdAt(), near.score());
        }
        for (Recollection back : working.recall(meaning, ids(byContent))) {
            add(byContent, back.id(), back.words(), null, back.cosine());
        }
        if (sessionId != null) {
            sessions.living(sessionId);
            MemorySettings settings = sessions.settings();
            if (settings.episodic()) {
                // Every statement is a memory then, and one that was forgotten must not answer out of the buffer.
                return List.copyOf(byContent.values());
            }
            int window = settings.vectorSearch() ? settings.bufferCapacity() : settings.bufferSize();
            for (Seen seen : buffer.view(sessionId, window)) {
                if (seen.meaning() != null && seen.meaning().model().equals(meaning.model())) {
                    add(byContent, seen.id(), seen.content(), seen.at(), meaning.nearness(seen.meaning()));
                }
            }
        }
        return List.copyOf(byContent.values());
    }

    private static Set<String> ids(Map<String, Candidate> byContent) {
        return byContent.values().stream().map(Candidate::id).collect(Collectors.toSet());
    }

    private static void add(Map<String, Candidate> byContent, String id, String content, Instant at, double cosine) {
        byContent.putIfAbsent(content, new Candidate(id, content, at, cosine, Keyword.none()));
    }

    /** Keeps both sides of the turn, and what is to be remembered of it; returns the session's id. */
    public String store(Turn turn) {
        Instant now = sessions.now();
        MemorySettings settings = sessions.settings();
        ChatSessionEntity session =
                turn.sessionId() == null ? sessions.create() : sessions.livingAndHeld(turn.sessionId());
        if (session.activityIsDue(now, settings.sessionTimeout())) {
            session.active(now);
        }
        Instant after = now.plus(1, ChronoUnit.MICROS);
        entities.persist(new MessageEntity(PublicId.next("msg"), session.id(), USER, turn.said(), now));
        entities.persist(new MessageEntity(PublicId.next("msg"), session.id(), ASSISTANT, turn.answered(), after));
        List<Statement> statements = remembered(turn, session.id());
        buffer.add(session.id(), new Seen(PublicId.next("buf"), USER, turn.said(), turn.meaning(), now));
        buffer.add(session.id(), new Seen(PublicId.next("buf"), ASSISTANT, turn.answered(), null, after));
        changes.fire(new Change("chat.turn", "session", session.id()));
        // Last: what is written so far goes out in one packet with what this asks.
        working.keep(session.id(), turn.model(), statements, turn.used());
        buffer.evict(session.id(), settings.bufferCapacity());
        return session.id();
    }

    /** What was stated, as the memories that it became; where it becomes none, as it was said. */
    private List<Statement> remembered(Turn turn, String sessionId) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < turn.episodes().size(); i++) {
            Meaning meaning = turn.meanings().get(i);
            Memory kept = memories.keepEpisode(turn.episodes().get(i), sessionId, meaning);
            statements.add(new Statement(kept.id(), kept.content(), meaning));
        }
        if (!sessions.settings().episodic() && turn.meaning() != null) {
            statements.add(new Statement(null, turn.said(), turn.meaning()));
        }
        return statements;
    }
}
