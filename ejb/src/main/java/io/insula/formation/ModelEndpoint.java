package io.insula.formation;

import java.net.URI;
import java.time.Duration;

/**
 * One model that a formation calls, and where. It holds a secret, which is why it is never shown as a whole.
 *
 * @param label as the formation names it, provider first: {@code openai/gpt-4o-mini}
 * @param name as the provider names it
 * @param base what the paths of the protocol are appended to, without a slash at the end
 * @param apiKey empty if the provider asks for none
 * @param timeout the longest silence of the provider
 * @param retries how often a call is made again that did not come to its first word
 */
public record ModelEndpoint(String label, String name, URI base, String apiKey, Duration timeout, int retries) {

    @Override
    public String toString() {
        return "ModelEndpoint[" + label + "]";
    }
}
