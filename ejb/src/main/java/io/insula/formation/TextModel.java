package io.insula.formation;

/**
 * A model that answers, and how it is asked.
 *
 * @param temperature null for the provider's own
 * @param topP null for the provider's own
 * @param maxTokens of one answer; null for the provider's own
 * @param contextTokens how many tokens of prompt it is given at most, by the server's own estimate
 */
public record TextModel(
        ModelEndpoint endpoint, Double temperature, Double topP, Integer maxTokens, int contextTokens) {}
