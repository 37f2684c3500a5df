package io.insula.mcp.rest;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.rest.Deleted;
import io.insula.mcp.rest.AgentTool.Effect;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryService;
import io.insula.memory.rest.FilterInput;
import io.insula.memory.rest.MemoryAnswer;
import io.insula.memory.rest.MemoryInput;
import io.insula.memory.rest.MemoryList;
import io.insula.memory.rest.SearchInput;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** What is remembered about the user, as tools. Arguments are read as the bodies of the routes are. */
@ApplicationScoped
public class MemoryTools {

    private static final int MOST_COLLECTIONS = 50;
    private static final int LONGEST_CURSOR = 255;

    @Inject
    MemoryService memories;

    @Inject
    CurrentTenant current;

    @Inject
    Clock clock;

    /**
     * All of them.
     *
     * @param longest characters of one memory at most
     */
    List<AgentTool> tools(int longest) {
        return List.of(add(longest), search(), list(), forget());
    }

    private AgentTool add(int longest) {
        InputSchema input = new InputSchema()
                .needs("content", longest, "What to remember, in a sentence that stands for itself")
                .text("type", JsonInput.SHORT, "A kind of your own, such as preference or fact")
                .object("metadata", "Data of your own, by which memories can be found again")
                .text("collection", JsonInput.SHORT, "Where it belongs; the default collection if left out")
                .moment("expires_at", "When it is to be forgotten by itself");
        return new AgentTool(
                "memory_add",
                "Remember something",
                "Remembers something about the user for later conversations. What was said before in almost the same"
                        + " words is not kept twice.",
                Permission.MEMORY,
                Effect.ADDS,
                input,
                sent -> MemoryAnswer.of(memories.add(MemoryInput.read(sent, clock.instant())), user()));
    }

    private AgentTool search() {
        InputSchema input = filtered(new InputSchema()
                .needs("query", SearchInput.LONGEST_QUERY, "What to look for, as a question or in key words")
                .whole("limit", 1, MemoryService.MAX_HITS, "How many at most; 10 if left out")
                .choice("mode", "By meaning and words if left out", "hybrid", "keyword", "semantic")
                .text("recency", JsonInput.SHORT, "true, or a half-life such as P30D, to have newer ones first")
                .decimal("min_score", -1, 1, "The least score of a hit"));
        return new AgentTool(
                "memory_search",
                "Search what is remembered",
                "Finds what is remembered about the user, best first.",
                Permission.MEMORY,
                Effect.READS,
                input,
                sent -> MemoryList.of(new Page<>(memories.search(SearchInput.read(sent)), null)
                        .map(hit -> MemoryAnswer.of(hit, user()))));
    }

    private AgentTool list() {
        InputSchema input = filtered(new InputSchema()
                .whole("limit", 1, PageRequest.MAX_LIMIT, "How many at most; 50 if left out")
                .text("cursor", LONGEST_CURSOR, "The next_cursor of an earlier answer, for what follows"));
        return new AgentTool(
                "memory_list",
                "List what is remembered",
                "Lists what is remembered about the user, newest first.",
                Permission.MEMORY,
                Effect.READS,
                input,
                this::listed);
    }

    private AgentTool forget() {
        return new AgentTool(
                "memory_forget",
                "Forget something",
                "Forgets one memory for good. It cannot be brought back.",
                Permission.MEMORY,
                Effect.TAKES_AWAY,
                new InputSchema().needs("id", JsonInput.SHORT, "The memory's id, mem_…, as a search or list tells it"),
                this::forgotten);
    }

    private Object listed(JsonInput sent) {
        MemoryFilter filter = FilterInput.read(sent);
        Integer limit = sent.integer("limit", 1, PageRequest.MAX_LIMIT);
        String cursor = sent.optionalString("cursor", LONGEST_CURSOR);
        sent.check();
        return MemoryList.of(memories.list(filter, PageRequest.of(limit, null, cursor))
                .map(memory -> MemoryAnswer.of(memory, user())));
    }

    private Object forgotten(JsonInput sent) {
        String id = sent.requiredString("id", JsonInput.SHORT);
        sent.check();
        memories.delete(id);
        return Deleted.of(id);
    }

    private static InputSchema filtered(InputSchema input) {
        return input.texts("collections", MOST_COLLECTIONS, "Only what lies in one of these")
                .object("metadata", "Only what has these plain values in its metadata")
                .moment("since", "Only what was kept at this time or later")
                .moment("until", "Only what was kept before this time");
    }

    private String user() {
        return current.context().sentUserId();
    }
}
