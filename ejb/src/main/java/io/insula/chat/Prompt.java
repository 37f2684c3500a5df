package io.insula.chat;

import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import io.insula.memory.UserFacts.Preference;
import io.insula.model.PromptMessage;
import io.insula.model.PromptMessage.Role;
import io.insula.model.TokenEstimate;
import io.insula.search.Recall;
import io.insula.tool.ToolList.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model is given to read for one turn. The system message and what the user says now always stand in it; then, as
 * far as the budget goes: missing tools, synopsis and preferences (a quarter of what is left), memories (half of what is left then), and
 * what was said before, from the newest back, without gaps.
 *
 * @param memories those of the input that stand in it
 */
record Prompt(List<PromptMessage> messages, List<Recall.Ranked> memories) {

    private static final String USUAL_SYSTEM_MESSAGE =
            "You are a helpful assistant. Where what is known about the user helps, use it; what you do not know, say so.";
    private static final int LONGEST_WHY = 500;
    private static final int FACTS_SHARE = 4;
    private static final int MEMORIES_SHARE = 2;
    /** The blank line between two parts of the system message, and what the separators of lines add up to. */
    private static final int SEPARATOR = 1;

    Prompt {
        messages = List.copyOf(messages);
        memories = List.copyOf(memories);
    }

    /**
     * Puts a prompt together.
     *
     * @throws PlatformException INVALID_PARAMS if not even the system message and what the user says now find room
     */
    static Prompt of(PromptInput input) {
        String system = input.systemMessage().isBlank() ? USUAL_SYSTEM_MESSAGE : input.systemMessage();
        DataFrame frame = new DataFrame(input.mark());
        PromptMessage message = new PromptMessage(Role.USER, input.message());
        int frameTokens = TokenEstimate.of(frame.instruction()) + TokenEstimate.of(frame.text()) + 4 * SEPARATOR;
        int left = input.budget()
                - TokenEstimate.of(message)
                - TokenEstimate.of(new PromptMessage(Role.SYSTEM, system))
                - frameTokens;
        if (left < 0) {
            throw PlatformException.invalidParams(List.of(
                    new FieldFault("message", "is too long for the formation's model: shorten it", "too_long")));
        }
        left -= facts(input, frame, left / FACTS_SHARE);
        List<Recall.Ranked> used = new ArrayList<>();
        left -= memories(input, frame, left / MEMORIES_SHARE, used);
        Deque<PromptMessage> messages = conversation(input, left);
        messages.addFirst(new PromptMessage(
                Role.SYSTEM, frame.isEmpty() ? system : system + "\n\n" + frame.instruction() + "\n\n" + frame.text()));
        messages.addLast(message);
        return new Prompt(List.copyOf(messages), used);
    }

    private static int facts(PromptInput input, DataFrame frame, int budget) {
        List<String> lines = new ArrayList<>();
        for (Unavailable server : input.unavailable()) {
            String why = Excerpt.of(server.message(), LONGEST_WHY);
            lines.add(DataFrame.line("tools_unavailable", Map.of("server", server.server(), "why", why)));
        }
        if (!input.facts().synopsis().isBlank()) {
            lines.add(DataFrame.line("synopsis", Map.of("text", input.facts().synopsis())));
        }
        for (Preference preference : input.facts().preferences()) {
            lines.add(DataFrame.line("preference", Map.of("key", preference.key(), "value", preference.value())));
        }
        int spent = 0;
        for (String line : lines) {
            spent += fit(frame, line, budget - spent);
        }
        return spent;
    }

    private static int memories(PromptInput input, DataFrame frame, int budget, List<Recall.Ranked> used) {
        Set<String> said =
                input.conversation().stream().map(PromptInput.Said::id).collect(Collectors.toSet());
        int spent = 0;
        for (Recall.Ranked memory : input.memories()) {
            if (said.contains(memory.id())) {
                continue;
            }
            int tokens = fit(
                    frame,
                    DataFrame.line("memory", Map.of("id", memory.id(), "text", memory.content())),
                    budget - spent);
            spent += tokens;
            if (tokens > 0) {
                used.add(memory);
            }
        }
        return spent;
    }

    /** Takes the line in if there is room for it; returns what it took. */
    private static int fit(DataFrame frame, String line, int budget) {
        int tokens = TokenEstimate.of(line) + SEPARATOR;
        if (tokens > budget) {
            return 0;
        }
        frame.add(line);
        return tokens;
    }

    private static Deque<PromptMessage> conversation(PromptInput input, int budget) {
        Deque<PromptMessage> kept = new ArrayDeque<>();
        int left = budget;
        for (int i = input.conversation().size() - 1; i >= 0; i--) {
            PromptInput.Said said = input.conversation().get(i);
            PromptMessage message = new PromptMessage(said.byUser() ? Role.USER : Role.ASSISTANT, said.content());
            left -= TokenEstimate.of(message);
            if (left < 0) {
                break;
            }
            kept.addFirst(message);
        }
        return kept;
    }
}
