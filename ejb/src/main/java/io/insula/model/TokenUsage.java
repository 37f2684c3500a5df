package io.insula.model;

/**
 * What a call took.
 *
 * @param estimated whether the provider did not say, and the figures are the server's own estimate
 */
public record TokenUsage(int promptTokens, int completionTokens, int totalTokens, boolean estimated) {

    static TokenUsage estimate(Iterable<PromptMessage> prompt, String answer) {
        int asked = 0;
        for (PromptMessage message : prompt) {
            asked += TokenEstimate.of(message);
        }
        int answered = TokenEstimate.of(answer);
        return new TokenUsage(asked, answered, asked + answered, true);
    }
}
