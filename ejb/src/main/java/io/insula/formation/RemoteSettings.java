package io.insula.formation;

import java.net.URI;

/**
 * The server that indexes working memory. It holds a secret, which is why it is never shown as a whole.
 *
 * @param url {@code tcp://host:port}
 * @param apiKey empty if the server asks for none
 * @param tenant by which the server knows this deployment, empty if by the key alone; it parts nobody from anybody
 */
public record RemoteSettings(URI url, String apiKey, String tenant) {

    @Override
    public String toString() {
        return "RemoteSettings[" + url + "]";
    }
}
