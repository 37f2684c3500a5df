package io.insula.formation;

import java.time.Duration;

/**
 * When a request is answered later, and who is told when it has ended.
 *
 * @param threshold a turn that is expected to take so long is answered later, unless its caller wants to wait
 * @param webhookUrl where messages go unless a request names another place; null for nowhere
 * @param webhookSecret by which messages are signed; null where none are sent
 */
public record AsyncSettings(Duration threshold, String webhookUrl, String webhookSecret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AsyncSettings[threshold " + threshold + ", webhook " + (webhookUrl == null ? "none" : "set") + "]";
    }
}
