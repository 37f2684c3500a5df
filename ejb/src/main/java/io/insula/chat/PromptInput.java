package io.insula.chat;

import io.insula.memory.UserFacts;
import io.insula.search.Recall;
import io.insula.tool.ToolList.Unavailable;
import java.util.List;

/**
 * All that a prompt is made of.
 *
 * @param systemMessage the agent's; empty if it has none
 * @param unavailable the servers of tools that cannot be used, and why
 * @param memories recalled for this turn, best first
 * @param conversation what was said before in this session, oldest first
 * @param message what the user says now
 * @param budget tokens of the whole prompt at most, by the server's own estimate
 * @param mark made anew for each prompt, unknown to whoever wrote any of its texts
 */
public record PromptInput(
        String systemMessage,
        UserFacts facts,
        List<Unavailable> unavailable,
        List<Recall.Ranked> memories,
        List<Said> conversation,
        String message,
        int budget,
        String mark) {

    /** Something that was said before. */
    public record Said(String id, boolean byUser, String content) {}
}
