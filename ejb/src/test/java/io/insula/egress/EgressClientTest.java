package io.insula.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.egress.EgressException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EgressClientTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final EgressLimits AMPLE = new EgressLimits(LONG, LONG, 100_000);
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private EgressClient client;

    @BeforeEach
    void open() {
        EgressConfiguration configuration = EgressConfiguration.allowing("127.0.0.1");
        client = new EgressClient(new EgressPolicy(configuration), configuration);
        client.open();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sendsJsonAndHeadersAndReturnsWhateverStatusComes() throws IOException {
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 5\r\nConnection: close\r\n\r\nL\u00e4rm")) {
            EgressAnswer answer = client.send(
                    EgressRequest.post(server.address(), "{}", AMPLE).with("X-Signature", "abc"));

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.succeeded()).isFalse();
            assertThat(answer.header("retry-after")).contains("7");
            assertThat(answer.text()).isEqualTo("L\u00e4rm");
            assertThat(server.heads().get(0))
                    .startsWith("POST /path HTTP/1.1")
                    .contains("X-Signature: abc", "Content-Type: application/json")
                    .doesNotContainIgnoringCase("Cookie", "Accept-Encoding");
        }
    }

    @Test
    void handsTheAnswerOnWhileItArrives() throws IOException {
        AtomicBoolean heard = new AtomicBoolean();
        try (RawServer server = new RawServer(out -> {
            out.write((STREAM + "first").getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!heard.get()) {
                Thread.onSpinWait();
            }
            out.write("last".getBytes(StandardCharsets.UTF_8));
        })) {
            String text = client.stream(EgressRequest.get(server.address(), AMPLE), () -> false, (head, body) -> {
                String first = new String(body.readNBytes(5), StandardCharsets.UTF_8);
                heard.set(true);
                return first + '|' + new String(body.readAllBytes(), StandardCharsets.UTF_8);
            });

            assertThat(text).isEqualTo("first|last");
        }
    }

    @Test
    void breaksOffWhenNobodyWaitsAnyMore() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        try (RawServer server = new RawServer(out -> {
            gone.set(true);
            endlessly(out, 1);
        })) {
            assertFails(
                    Reason.CANCELLED,
                    () -> client.stream(
                            EgressRequest.get(server.address(), AMPLE),
                            gone::get,
                            (head, body) -> body.readAllBytes()));
            server.awaitBroken();
        }
    }

    @Test
    void breaksOffAnAnswerThatHasNoEnd() throws Exception {
        try (RawServer server = new RawServer(out -> {
            out.write(STREAM.getBytes(StandardCharsets.UTF_8));
            endlessly(out, 0);
        })) {
            assertFails(Reason.TOO_LARGE, () -> client.send(EgressRequest.get(server.address(), AMPLE)));
            server.awaitBroken();
        }
    }

    @Test
    void readsNoMoreThanTheReaderWants() throws Exception {
        try (RawServer server = new RawServer(out -> {
            out.write(STREAM.getBytes(StandardCharsets.UTF_8));
            endlessly(out, 0);
        })) {
            int first =
                    client.stream(EgressRequest.get(server.address(), AMPLE), () -> false, (head, body) -> body.read());

            assertThat(first).isEqualTo('.');
            server.awaitBroken();
        }
    }

    @Test
    void breaksOffAnAnswerThatDripsBeyondItsTime() throws Exception {
        try (RawServer server = new RawServer(out -> endlessly(out, 20))) {
            EgressLimits limits = new EgressLimits(LONG, SHORT, 100_000);

            assertFails(Reason.TIMEOUT, () -> client.send(EgressRequest.get(server.address(), limits)));
            server.awaitBroken();
        }
    }

    @Test
    void waitsNoLongerThanItShouldForTheFirstByte() throws Exception {
        try (RawServer server = new RawServer(out -> Thread.sleep(LONG.toMillis()))) {
            EgressLimits limits = new EgressLimits(SHORT, LONG, 100_000);

            assertFails(Reason.TIMEOUT, () -> client.send(EgressRequest.get(server.address(), limits)));
        }
    }

    @Test
    void tellsABrokenAnswerFromAMissingOne() throws IOException {
        try (RawServer cut = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                RawServer silent = RawServer.saying("");
                RawServer foreign = RawServer.saying("220 mail.example.com ESMTP\r\n")) {
            assertFails(Reason.CUT, () -> client.send(EgressRequest.get(cut.address(), AMPLE)));
            assertFails(Reason.CUT, () -> client.send(EgressRequest.get(silent.address(), AMPLE)));
            assertFails(Reason.CUT, () -> client.send(EgressRequest.get(foreign.address(), AMPLE)));
        }
        assertFails(Reason.UNREACHABLE, () -> client.send(EgressRequest.get(nobodyListens(), AMPLE)));
    }

    @Test
    void refusesHeadsWithoutBounds() throws IOException {
        try (RawServer longLine = RawServer.saying("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n")) {
            assertFails(Reason.CUT, () -> client.send(EgressRequest.get(longLine.address(), AMPLE)));
        }
    }

    @Test
    void showsNeitherHeadersNorBody() {
        EgressRequest request = EgressRequest.post(URI.create("https://example.com/a?b=hidden"), "hidden", AMPLE)
                .with("Authorization", "Bearer hidden");

        assertThat(request).hasToString("EgressRequest[POST example.com]");
    }

    private static void endlessly(OutputStream out, long pause) throws IOException, InterruptedException {
        while (true) {
            out.write('.');
            out.flush();
            Thread.sleep(pause);
        }
    }

    private static URI nobodyListens() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return EgressPolicy.address("http://127.0.0.1:" + taken.getLocalPort() + "/");
        }
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EgressException.class, failed -> assertThat(failed.reason())
                .isEqualTo(reason));
    }
}
