package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ApiKey;
import io.insula.client.IssuedKey;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever guesses keys soon waits; whoever is served already does not notice. */
@ExtendWith(SharedServer.class)
class WrongKeysIT {

    /** As docs/configuration.md has it, and some more. */
    private static final int MORE_THAN_ADMITTED = 301;

    /** An address of this machine that no other test comes from. */
    private static final byte[] GUESSER = {127, 0, 0, 77};

    private static final byte[] TALKER = {127, 0, 0, 78};
    private static final byte[] VISITOR = {127, 0, 0, 79};
    private static final byte[] NEIGHBOUR = {127, 0, 0, 80};
    private static final String SESSION = "__Secure-insula-session";

    private final LaunchedServer server;
    private final Door alpha;

    WrongKeysIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    @Test
    void anAddressThatGuessesWaitsAndOnlyThere() throws IOException {
        IssuedKey fresh = alpha.client().keys().create(NewKey.client());
        String known = alpha.keys().client();
        assertThat(alpha.as("alice", "GET", "/memories").send().status()).isEqualTo(200);

        String last = "";
        for (int i = 0; i < MORE_THAN_ADMITTED; i++) {
            last = guess(i % 2 == 0 ? "fmc_" + Fresh.name("guess") : mistyped(known));
        }

        assertThat(last).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: ");
        assertThat(guess(fresh.secret())).as("a key that is new to the node").startsWith("HTTP/1.1 429");
        assertThat(guess(known)).as("a key that the node knows").startsWith("HTTP/1.1 200");
        assertThat(alpha.ask("GET", "/memories")
                        .clientKey(fresh.secret())
                        .user("alice")
                        .send()
                        .status())
                .as("the same key from elsewhere")
                .isEqualTo(200);
        assertThat(alpha.client().keys().all())
                .extracting(ApiKey::id)
                .contains(fresh.key().id());
    }

    private static String mistyped(String key) {
        return key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");
    }

    /** An address that was never heard of before is not shut out by another one's logout tokens. */
    @Test
    void anAddressThatSendsLogoutTokensOfNobodyWaits() throws IOException {
        String form = "logout_token=nobody";
        String request =
                "POST /v1/sso/logout HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + form.length() + "\r\n%s\r\n" + form;

        String last = "";
        for (int i = 0; i < MORE_THAN_ADMITTED; i++) {
            last = ask(TALKER, request);
        }

        assertThat(last).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: ");
        assertThat(ask(NEIGHBOUR, request)).startsWith("HTTP/1.1 400");
    }

    @Test
    void anAddressThatGuessesSessionsWaitsAndWhoIsLoggedInThereDoesNot() throws IOException {
        Browser browser = new Browser(server.url());
        browser.logIn(alpha.keys().admin());
        String known = browser.cookie(SESSION);
        assertThat(visit(VISITOR, known)).startsWith("HTTP/1.1 200");

        String last = "";
        for (int i = 0; i < MORE_THAN_ADMITTED; i++) {
            last = visit(VISITOR, "A".repeat(40) + i % 1_000 / 100 + i % 100 / 10 + i % 10);
        }

        assertThat(last).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: ");
        assertThat(visit(VISITOR, known)).as("a session that the node knows").startsWith("HTTP/1.1 200");
        assertThat(visit(NEIGHBOUR, "A".repeat(43))).as("from elsewhere").startsWith("HTTP/1.1 303");
    }

    private String visit(byte[] from, String session) throws IOException {
        return ask(from, "GET /console HTTP/1.1\r\nCookie: " + SESSION + '=' + session + "\r\n%s\r\n");
    }

    private String guess(String key) throws IOException {
        return ask(
                GUESSER,
                "GET /api/alpha/v1/memories HTTP/1.1\r\nX-Muxi-User-Id: alice\r\nX-Muxi-Client-Key: " + key
                        + "\r\n%s\r\n");
    }

    /** One request from somebody's address, as the HTTP client cannot make it. */
    private String ask(byte[] from, String request) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            String whole = request.formatted("Host: localhost\r\nConnection: close\r\n");
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
