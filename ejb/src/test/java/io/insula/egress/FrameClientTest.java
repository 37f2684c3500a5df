package io.insula.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.egress.EgressException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** One frame out, one frame back, bounded in every way; under the policy like everything that goes out. */
class FrameClientTest {

    private static final EgressLimits LIMITS = new EgressLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100);
    private static final EgressLimits SHORT = new EgressLimits(Duration.ofMillis(200), Duration.ofMillis(200), 100);

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket server = context.socket(SocketType.REP);
    private final CountDownLatch asked = new CountDownLatch(1);
    private FrameClient client;
    private int port;
    private boolean serving;

    @BeforeEach
    void listen() {
        port = server.bindToRandomPort("tcp://127.0.0.1");
        client = client(new NamedHosts("127.0.0.1:" + port), 2);
    }

    @AfterEach
    void closeAll() {
        client.close();
        if (!serving) {
            server.close();
        }
        context.close();
    }

    @Test
    void aQuestionIsAnswered() {
        serve(question -> server.send(question));

        assertThat(ask("hello", LIMITS)).isEqualTo("hello");
        assertThat(ask("again", LIMITS)).isEqualTo("again");
    }

    @Test
    void aCrowdIsAnsweredEachWithItsOwn() throws Exception {
        serve(question -> server.send(question));
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> questions = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(i -> () -> ask("q" + i, LIMITS))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : crowd.invokeAll(questions)) {
                answers.add(answer.get());
            }
            assertThat(answers)
                    .isEqualTo(IntStream.range(0, 40).mapToObj(i -> "q" + i).collect(Collectors.toList()));
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void silenceEndsInTime() {
        serve(question -> {});

        assertFails(Reason.TIMEOUT, SHORT);
    }

    @Test
    void anAnswerInTwoFramesIsNone() {
        serve(question -> {
            server.sendMore("one");
            server.send("two");
        });

        assertFails(Reason.TIMEOUT, SHORT);
    }

    @Test
    void anAnswerThatIsTooLongIsNotTakenIn() {
        serve(question -> server.send(new byte[101]));

        assertFails(Reason.TIMEOUT, SHORT);
    }

    @Test
    void whoDoesNotListenGivesNoAnswer() {
        server.close();

        assertFails(Reason.TIMEOUT, SHORT);
    }

    @Test
    void whoSpeaksAnotherLanguageGivesNoAnswer() throws IOException {
        try (RawServer other = RawServer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                FrameClient toThem = client(new NamedHosts("127.0.0.1:" + other.port()), 2)) {
            assertThatThrownBy(() -> toThem.ask(URI.create("tcp://127.0.0.1:" + other.port()), new byte[1], SHORT))
                    .isInstanceOfSatisfying(EgressException.class, failed -> assertThat(failed.reason())
                            .isEqualTo(Reason.TIMEOUT));
        }
    }

    @Test
    void thereAreNoMoreSocketsThanAllowed() throws InterruptedException {
        serve(question -> {});
        FrameClient narrow = client(new NamedHosts("127.0.0.1:" + port), 1);
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(
                () -> narrow.ask(URI.create("tcp://127.0.0.1:" + port), new byte[1], LIMITS));
        asked.await();

        assertThatThrownBy(() -> narrow.ask(URI.create("tcp://127.0.0.1:" + port), new byte[1], SHORT))
                .hasMessageContaining("no free place");
        narrow.close();
        assertThat(first).isCompletedExceptionally();
    }

    @Test
    void closingBreaksOffWhatIsUnderWay() throws InterruptedException {
        serve(question -> {});
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> ask("hello", LIMITS));
        asked.await();

        client.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(EgressException.class);
        assertFails(Reason.CANCELLED, LIMITS);
    }

    /** A22: the address is judged that is connected. */
    @Test
    void aNameThatChangesItsAddressIsJudgedEachTime() {
        serve(question -> server.send(question));
        NamedHosts policy =
                new NamedHosts("faissx:" + port).answers("faissx", "127.0.0.1").answers("faissx", "169.254.169.254");
        try (FrameClient named = client(policy, 2)) {
            URI address = EgressPolicy.endpoint("tcp://faissx:" + port);
            assertThat(named.ask(address, new byte[] {1}, LIMITS)).containsExactly(1);
            assertThatThrownBy(() -> named.ask(address, new byte[] {1}, LIMITS))
                    .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.REFUSED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "169.254.169.254", "10.0.0.7", "::1", "0.0.0.0", "fd00:ec2::254"})
    void whatIsNotAllowedIsNotConnectedAndWhatIsPublicNever(String address) {
        try (FrameClient strict = client(new NamedHosts("none").answers("faissx.example.com", address), 2)) {
            URI named = EgressPolicy.endpoint("tcp://faissx.example.com:" + port);
            assertThatThrownBy(() -> strict.ask(named, new byte[1], LIMITS))
                    .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.REFUSED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://faissx:8000",
                "tcp://faissx",
                "tcp://faissx:0",
                "tcp://faissx:70000",
                "tcp://faissx:8000/",
                "tcp://faissx:8000/path",
                "tcp://faissx:8000?a=b",
                "tcp://faissx:8000#f",
                "tcp://key:hunter2@faissx:8000",
                "tcp://2130706433:8000",
                "tcp://0x7f.1:8000",
                "tcp://eth0;faissx:8000",
                "tcp://*:8000",
                "ipc:///tmp/socket",
                "inproc://x",
                "tcp:faissx:8000",
                "faissx:8000",
                ""
            })
    void anAddressOutOfTheUsualFormIsRefused(String text) {
        assertThatThrownBy(() -> EgressPolicy.endpoint(text))
                .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.REFUSED))
                .hasMessageNotContaining("hunter2");
    }

    private String ask(String question, EgressLimits limits) {
        byte[] answer =
                client.ask(URI.create("tcp://127.0.0.1:" + port), question.getBytes(StandardCharsets.UTF_8), limits);
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void assertFails(Reason reason, EgressLimits limits) {
        assertThatThrownBy(() -> ask("hello", limits))
                .isInstanceOfSatisfying(EgressException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(reason));
    }

    private void serve(Answering answering) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            byte[] question = server.recv();
                            asked.countDown();
                            answering.answer(question);
                        }
                    } catch (ZMQException ended) {
                        // Closed, or the other side was left without an answer.
                    } finally {
                        server.close();
                    }
                },
                "frame-server");
        thread.setDaemon(true);
        thread.start();
        serving = true;
    }

    private static FrameClient client(EgressPolicy policy, int sockets) {
        return new FrameClient(policy, new EgressConfiguration("none", 2, Duration.ofSeconds(5), sockets));
    }

    @FunctionalInterface
    private interface Answering {
        void answer(byte[] question);
    }
}
