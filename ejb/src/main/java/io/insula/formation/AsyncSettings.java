package io.insula.formation;

/**
 * Who is told when a request that is answered later has ended.
 *
 * @param webhookUrl where messages go unless a request names another place; null for nowhere
 * @param webhookSecret by which messages are signed; null where none are sent
 */
public record AsyncSettings(String webhookUrl, String webhookSecret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AsyncSettings[webhook " + (webhookUrl == null ? "none" : "set") + "]";
    }
}
