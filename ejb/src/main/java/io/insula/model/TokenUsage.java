package io.insula.model;

import java.util.List;

/**
 * What a call took.
 *
 * @param estimated whether the provider did not say, and the figures are the server's own estimate
 */
public record TokenUsage(int promptTokens, int completionTokens, int totalTokens, boolean estimated) {

    /** What two calls took together. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                estimated || other.estimated);
    }

    static TokenUsage estimate(int asked, String answer, List<ToolCall> calls) {
        int answered = TokenEstimate.of(answer)
                + calls.stream().mapToInt(TokenEstimate::of).sum();
        return new TokenUsage(asked, answered, asked + answered, true);
    }
}
