package io.insula.client;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one user of one tenant may do: talk, and look after the own sessions and memories. */
public final class InsulaUser {

    private static final String COLLECTIONS = "/memories/collections";
    private static final int MOST_COLLECTIONS = 200;

    private final Connection connection;
    private final Caller caller;

    InsulaUser(Connection connection, Caller caller) {
        this.connection = connection;
        this.caller = caller;
    }

    /** Says something in a new session, which the answer names. */
    public ChatAnswer chat(String message) {
        return chat(message, null);
    }

    /** Says something in a session, and waits for the answer; null begins a new session. */
    public ChatAnswer chat(String message, String sessionId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("mode", "sync");
        if (sessionId != null) {
            body.put("session_id", sessionId);
        }
        return ask(Call.post("/chat", body), ChatAnswer.class);
    }

    /**
     * Says something and hears the answer piece by piece while it is made; returns it whole.
     *
     * @param sessionId null begins a new session
     * @param pieces is told each piece as it comes
     */
    public ChatAnswer chatStream(String message, String sessionId, Consumer<String> pieces) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("stream", true);
        if (sessionId != null) {
            body.put("session_id", sessionId);
        }
        return connection.follow(
                caller.named(Call.post("/chat", body)),
                caller.headers(),
                piece -> pieces.accept(piece.path("token").asText()),
                ChatAnswer.class);
    }

    /** Says something that is answered later; null begins a new session. The request tells how far it is. */
    public AsyncRequest chatAsync(String message, String sessionId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("mode", "async");
        if (sessionId != null) {
            body.put("session_id", sessionId);
        }
        return ask(Call.post("/chat", body), AsyncRequest.class);
    }

    /** The newest requests that are answered later. */
    public Page<AsyncRequest> getRequests() {
        return getRequests(PageQuery.first());
    }

    public Page<AsyncRequest> getRequests(PageQuery page) {
        return askPage(Call.get("/requests").with(page, "cursor"), "requests", AsyncRequest.class);
    }

    public AsyncRequest getRequest(String requestId) {
        return ask(Call.get("/requests" + Call.segment(requestId)), AsyncRequest.class);
    }

    /** Cancels a request that has not ended, and changes nothing of one that has. */
    public AsyncRequest cancelRequest(String requestId) {
        return ask(Call.delete("/requests" + Call.segment(requestId)), AsyncRequest.class);
    }

    /**
     * The same user, whose next messages and memories carry an idempotency key: sent again with the same key, they are
     * done once and get the first answer. Take a new key for each thing that is to be done.
     *
     * @param key 1 to 255 of {@code A-Z a-z 0-9 _ . : -}
     */
    public InsulaUser withIdempotencyKey(String key) {
        return new InsulaUser(connection, caller.withIdempotencyKey(key));
    }

    public Session createSession() {
        return ask(Call.post("/sessions", Map.of()), Session.class);
    }

    /** The newest sessions. */
    public Page<Session> getSessions() {
        return getSessions(PageQuery.first());
    }

    public Page<Session> getSessions(PageQuery page) {
        return askPage(Call.get("/sessions").with(page, "cursor"), "sessions", Session.class);
    }

    public Session getSession(String sessionId) {
        return ask(Call.get("/sessions" + Call.segment(sessionId)), Session.class);
    }

    /** The end of a session's history, newest message last. */
    public Page<Message> getSessionMessages(String sessionId) {
        return getSessionMessages(sessionId, PageQuery.first());
    }

    /** A part of a session's history, newest message last; each further page is older. */
    public Page<Message> getSessionMessages(String sessionId, PageQuery page) {
        return askPage(
                Call.get("/sessions" + Call.segment(sessionId) + "/messages").with(page, "before"),
                "messages",
                Message.class);
    }

    /** Brings an expired session back to life, with what was said in it in view. */
    public Session restoreSession(String sessionId) {
        return restoreSession(sessionId, List.of());
    }

    /**
     * Brings a session back to life with these messages in view, oldest first, each a map of {@code role}
     * ({@code user} or {@code assistant}), {@code content} and {@code timestamp}.
     */
    public Session restoreSession(String sessionId, List<? extends Map<String, ?>> messages) {
        return ask(
                Call.post("/sessions" + Call.segment(sessionId) + "/restore", Map.of("messages", messages)),
                Session.class);
    }

    /** Ends a session and erases its history; what was remembered from it stays. */
    public void deleteSession(String sessionId) {
        tell(Call.delete("/sessions" + Call.segment(sessionId)));
    }

    public Memory addMemory(String content) {
        return addMemory(content, Map.of());
    }

    public Memory addMemory(String content, Map<String, ?> metadata) {
        return ask(
                Call.post(
                        "/memories",
                        metadata.isEmpty()
                                ? Map.of("content", content)
                                : Map.of("content", content, "metadata", metadata)),
                Memory.class);
    }

    /** Adds a memory in the other shape that SDKs send: a kind and what is to be kept. */
    public Memory addTypedMemory(String type, String detail) {
        return ask(Call.post("/memories", Map.of("type", type, "detail", detail)), Memory.class);
    }

    /** Adds a memory with all that can be said about one. */
    public Memory addMemory(MemoryFields memory) {
        return ask(Call.post("/memories", memory.body()), Memory.class);
    }

    /** Changes what is named and leaves the rest. */
    public Memory patchMemory(String memoryId, MemoryFields changes) {
        return ask(Call.patch("/memories" + Call.segment(memoryId), changes.body()), Memory.class);
    }

    /** The newest memories. */
    public Page<Memory> getMemories() {
        return getMemories(PageQuery.first());
    }

    public Page<Memory> getMemories(PageQuery page) {
        return askPage(Call.get("/memories").with(page, "cursor"), "memories", Memory.class);
    }

    /** All memories, fetched page by page while the stream is read. */
    public Stream<Memory> memories() {
        return Page.all(PageQuery.first(), this::getMemories);
    }

    public Memory getMemory(String memoryId) {
        return ask(Call.get("/memories" + Call.segment(memoryId)), Memory.class);
    }

    public void deleteMemory(String memoryId) {
        tell(Call.delete("/memories" + Call.segment(memoryId)));
    }

    /** Finds memories by meaning, best first. */
    public Page<MemoryHit> searchMemories(String query) {
        return searchMemories(query, null, null);
    }

    /** Finds at most {@code limit} memories that score at least {@code minScore}; null leaves either to the server. */
    public Page<MemoryHit> searchMemories(String query, Integer limit, Double minScore) {
        return askPage(
                Call.get("/memories/search")
                        .with("q", query)
                        .with("limit", limit)
                        .with("min_score", minScore == null ? null : plain(minScore)),
                "memories",
                MemoryHit.class);
    }

    /** Finds memories as far as the search narrows it down, best first. */
    public Page<MemoryHit> searchMemories(MemorySearch search) {
        return askPage(Call.post("/memories/search", search.body()), "memories", MemoryHit.class);
    }

    /** The collections into which memories are laid, by name. */
    public List<MemoryCollection> getCollections() {
        return askPage(Call.get(COLLECTIONS).with("limit", MOST_COLLECTIONS), "collections", MemoryCollection.class)
                .items();
    }

    /** Settles how long a memory stays that is laid into a collection from now on; null is for good. */
    public MemoryCollection putCollection(String name, Duration expiresAfter) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("expires_after_seconds", expiresAfter == null ? null : expiresAfter.toSeconds());
        return ask(Call.put(COLLECTIONS + Call.segment(name), body), MemoryCollection.class);
    }

    /** Deletes a collection with all memories in it. */
    public void deleteCollection(String name) {
        tell(Call.delete(COLLECTIONS + Call.segment(name)));
    }

    /** Keeps a value under a name, in place of the one before. */
    public MemoryValue putValue(String namespace, String key, Object value) {
        return ask(Call.put(value(namespace, key), Map.of("value", value)), MemoryValue.class);
    }

    public MemoryValue getValue(String namespace, String key) {
        return ask(Call.get(value(namespace, key)), MemoryValue.class);
    }

    public void deleteValue(String namespace, String key) {
        tell(Call.delete(value(namespace, key)));
    }

    private static String value(String namespace, String key) {
        return "/memory/values" + Call.segment(namespace) + Call.segment(key);
    }

    /** Begins a proof that an identifier is this user's: its side has to bring the code. */
    public IdentifierProof beginIdentifierProof(UserIdentifier identifier) {
        return ask(Call.post("/users/me/identifiers/proofs", identifier.body()), IdentifierProof.class);
    }

    /** Brings the code that was sent to an identifier, which is this user's from now on. */
    public String completeIdentifierProof(String code) {
        return ask(Call.post("/users/me/identifiers/proofs/complete", Map.of("code", code)), ProvenIdentifier.class)
                .muxiUserId();
    }

    /** How much is remembered. */
    public MemoryStats getMemoryStats() {
        return ask(Call.get("/memory/stats"), MemoryStats.class);
    }

    /** Empties the buffer of one session; its history stays. */
    public void clearSessionBuffer(String sessionId) {
        tell(Call.delete("/memory/buffer" + Call.segment(sessionId)));
    }

    /** Hands memories over, one JSON object a line, to be remembered later; the answer says where to look how far that is. */
    public MemoryImport importMemories(String lines) {
        return importMemories(BodyPublishers.ofString(lines));
    }

    /** The same from wherever the lines come, such as a file. */
    public MemoryImport importMemories(BodyPublisher lines) {
        return connection.send(
                caller.named(Call.post("/memories/import", null)), lines, caller.headers(), MemoryImport.class);
    }

    public MemoryImport getMemoryImport(String importId) {
        return ask(Call.get("/memories/import" + Call.segment(importId)), MemoryImport.class);
    }

    /** Hands each memory to {@code line} as one JSON object, oldest first, while they arrive. */
    public void exportMemories(Consumer<String> line) {
        connection.lines(caller.named(Call.get("/memories/export")), caller.headers(), line);
    }

    /** Sets a preference, new or not; the value is a text, number, truth value, list or map. */
    public Preference setPreference(String key, Object value) {
        return ask(Call.put("/users/me/preferences" + Call.segment(key), Map.of("value", value)), Preference.class);
    }

    public Preference getPreference(String key) {
        return ask(Call.get("/users/me/preferences" + Call.segment(key)), Preference.class);
    }

    /** The preferences whose keys were set first. */
    public Page<Preference> getPreferences() {
        return getPreferences(PageQuery.first());
    }

    public Page<Preference> getPreferences(PageQuery page) {
        return askPage(Call.get("/users/me/preferences").with(page, "cursor"), "preferences", Preference.class);
    }

    public void deletePreference(String key) {
        tell(Call.delete("/users/me/preferences" + Call.segment(key)));
    }

    /** A short text about the user, as it is kept. */
    public Synopsis getSynopsis() {
        return ask(Call.get("/users/me/synopsis"), Synopsis.class);
    }

    /** Drops the kept text, so that the next one is made from what is known by then. */
    public void refreshSynopsis() {
        tell(Call.delete("/users/me/synopsis"));
    }

    /** Erases this user from every store. Whoever comes under the same name later is a new user. */
    public Erasure forget() {
        return ask(Call.post("/memory/forget", Map.of()), Erasure.class);
    }

    /** The user's credentials for services outside. */
    public InsulaCredentials credentials() {
        return new InsulaCredentials(connection, caller);
    }

    /** The tools that the user may have called. */
    public InsulaTools tools() {
        return new InsulaTools(connection, caller);
    }

    /** Without an exponent, which a query's readers need not know. */
    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    private <T> T ask(Call call, Class<T> type) {
        return connection.ask(caller.named(call), caller.headers(), type);
    }

    private <T> Page<T> askPage(Call call, String name, Class<T> type) {
        return connection.askPage(caller.named(call), caller.headers(), name, type);
    }

    private void tell(Call call) {
        connection.tell(caller.named(call), caller.headers());
    }

    @Override
    public String toString() {
        return "InsulaUser[" + caller.userId() + ']';
    }
}
