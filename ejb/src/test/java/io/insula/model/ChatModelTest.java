package io.insula.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.model.PromptMessage.Role;
import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Behaviour;
import io.insula.model.testing.ModelServer.Exchange;
import io.insula.model.testing.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ChatModelTest {

    private static final List<PromptMessage> PROMPT =
            List.of(new PromptMessage(Role.SYSTEM, "Be brief."), new PromptMessage(Role.USER, "Say \"hello\"\n"));

    private final ModelServer server = ModelServer.start();
    private final Endpoints endpoints = new Endpoints();

    @AfterEach
    void close() {
        endpoints.close();
        server.close();
    }

    @Test
    void asksAsTheProtocolHasItAndCountsTokens() {
        Completion completion = complete(CompletionListener.NONE);

        assertThat(completion.text()).isEqualTo("The model's answer.");
        assertThat(completion.finishReason()).isEqualTo("stop");
        assertThat(completion.usage()).isEqualTo(new TokenUsage(21, 4, 25, false));
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.authorization()).contains("Bearer " + Endpoints.KEY);
            assertThat(asked.body())
                    .isEqualTo("{\"model\":\"talker\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                            + "{\"role\":\"user\",\"content\":\"Say \\\"hello\\\"\\n\"}],\"temperature\":0.5,"
                            + "\"max_tokens\":100}");
        });
    }

    @Test
    void passesEachPieceOnWhileTheProviderStillSpeaks() {
        Heard heard = new Heard();
        server.next(exchange -> {
            OutputStream out = exchange.stream("text/event-stream; charset=utf-8");
            Exchange.send(out, Wire.piece("One "));
            while (heard.pieces().isEmpty()) {
                Thread.onSpinWait();
            }
            Exchange.send(out, Wire.piece("zwölf"));
            Exchange.send(out, Wire.end());
            Exchange.send(out, Wire.usage());
            Exchange.send(out, "[DONE]");
        });

        Completion completion = complete(heard);

        assertThat(heard.pieces()).containsExactly("One ", "zwölf");
        assertThat(completion.text()).isEqualTo("One zwölf");
        assertThat(completion.usage()).isEqualTo(new TokenUsage(21, 4, 25, false));
        assertThat(server.prompts().get(0)).contains("\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    }

    /** A database would refuse the one and the other; a symbol that comes in two halves is whole. */
    @Test
    void whatCannotBeKeptIsReplacedAndAHalfWaitsForTheOther() {
        Heard heard = new Heard();
        server.next(exchange -> {
            OutputStream out = exchange.stream("text/event-stream");
            for (String piece : List.of("a\\u0000b", "\\ud83d", "\\ude00", "\\ude00 c \\ud83d")) {
                Exchange.send(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}");
            }
            Exchange.send(out, Wire.end());
            Exchange.send(out, "[DONE]");
        });

        Completion completion = complete(heard);

        assertThat(completion.text()).isEqualTo("a\uFFFDb\uD83D\uDE00\uFFFD c \uFFFD");
        assertThat(String.join("", heard.pieces())).isEqualTo(completion.text());
    }

    @Test
    void estimatesTokensWhereTheProviderDoesNotSay() {
        server.next(exchange -> exchange.json(200, "{\"choices\":[{\"message\":{\"content\":\"abcdef\"}}]}"));

        TokenUsage usage = complete(CompletionListener.NONE).usage();

        assertThat(usage.estimated()).isTrue();
        assertThat(usage.completionTokens()).isEqualTo(2);
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + 2);
    }

    @Test
    void carriesToolCallsWholeOrInParts() {
        server.next(exchange -> exchange.json(200, Wire.toolCall("look", "{\"at\":1}")));
        server.next(exchange -> {
            OutputStream out = exchange.stream("text/event-stream");
            Exchange.send(out, part("\"id\":\"t9\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}"));
            Exchange.send(out, part("\"function\":{\"arguments\":\"{\\\"at\\\"\"}"));
            Exchange.send(out, part("\"function\":{\"arguments\":\":2}\"}"));
            Exchange.send(out, Wire.end());
        });

        assertThat(complete(CompletionListener.NONE).toolCalls())
                .containsExactly(new ToolCall("t1", "look", "{\"at\":1}"));
        assertThat(complete(new Heard()).toolCalls()).containsExactly(new ToolCall("t9", "look", "{\"at\":2}"));
    }

    @Test
    void triesAgainAfterWhatMayPass() {
        server.next(exchange -> exchange.header("Retry-After", "0").json(429, "{}"));
        server.next(exchange -> exchange.json(503, "{}"));

        assertThat(complete(new Heard()).text()).isEqualTo("The model's answer.");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void triesNoMoreOftenThanTheFormationSays() {
        for (int i = 0; i < 3; i++) {
            server.next(exchange -> exchange.json(500, "{}"));
        }

        assertUnavailable(() -> complete(CompletionListener.NONE));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void tellsTheCallerWhenTheProviderAsksForMorePatienceThanItHas() {
        server.next(exchange -> exchange.header("Retry-After", "77").json(429, "{}"));

        assertThatThrownBy(() -> complete(CompletionListener.NONE))
                .isInstanceOfSatisfying(PlatformException.class, thrown -> {
                    assertThat(thrown.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                    assertThat(thrown.retryAfter()).contains(Duration.ofSeconds(77));
                });
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void doesNotBeginAnewOnceAPieceWasHeard() {
        Heard heard = new Heard();
        server.next(exchange -> {
            Exchange.send(exchange.stream("text/event-stream"), Wire.piece("Half "));
            throw new IOException("cut");
        });

        assertUnavailable(() -> complete(heard));
        assertThat(heard.pieces()).containsExactly("Half ");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffBeforeItsFirstPieceIsAskedForAgain() {
        server.next(exchange -> {
            exchange.stream("text/event-stream").flush();
            throw new IOException("cut");
        });

        assertThat(complete(new Heard()).text()).isEqualTo("The model's answer.");
    }

    @Test
    void aStreamThatEndsBeforeItsAnswerIsNoAnswer() {
        server.next(exchange -> Exchange.send(exchange.stream("text/event-stream"), Wire.piece("Half ")));

        assertUnavailable(() -> complete(new Heard()));
    }

    @Test
    void waitsNoLongerThanTheFormationSays() {
        server.next(exchange -> Thread.sleep(Duration.ofMinutes(2).toMillis()));

        assertUnavailable(() -> endpoints
                .chat()
                .complete("f", Endpoints.text(server, 2, Duration.ofMillis(200)), PROMPT, CompletionListener.NONE));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whoGoesCancelsTheProvider() throws InterruptedException {
        server.next(ChatModelTest::withoutEnd);

        assertThatThrownBy(() -> complete(new Heard(2))).isInstanceOf(PlatformException.class);
        server.awaitLeft();
    }

    @Test
    void whoGoesBeforeTheFirstPieceCancelsTheProviderToo() throws InterruptedException {
        Heard heard = new Heard();
        server.next(exchange -> {
            OutputStream out = exchange.stream("text/event-stream");
            heard.go();
            while (true) {
                out.write(": still thinking\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(20);
            }
        });

        assertThatThrownBy(() -> complete(heard)).isInstanceOf(PlatformException.class);
        server.awaitLeft();
        assertThat(heard.pieces()).isEmpty();
    }

    @Test
    void aListenerThatFailsCancelsTheProvider() throws InterruptedException {
        server.next(ChatModelTest::withoutEnd);
        CompletionListener broken = new CompletionListener() {
            @Override
            public void token(String piece) {
                throw new IllegalStateException("The client's connection is broken");
            }

            @Override
            public boolean isGone() {
                return false;
            }
        };

        assertThatThrownBy(() -> complete(broken)).hasMessage("The client's connection is broken");
        server.awaitLeft();
    }

    static Stream<Named<Behaviour>> unusable() {
        return Stream.of(
                Named.of("401", exchange -> exchange.json(401, echo(exchange))),
                Named.of("403", exchange -> exchange.json(403, echo(exchange))),
                Named.of("404", exchange -> exchange.json(404, echo(exchange))),
                Named.of("400", exchange -> exchange.json(400, echo(exchange))),
                Named.of("a redirect", exchange -> exchange.header("Location", "http://127.0.0.1:1/")
                        .json(302, "")),
                Named.of("no JSON", exchange -> exchange.json(200, "<html>" + echo(exchange))),
                Named.of("half JSON", exchange -> exchange.json(200, "{\"choices\":[{")),
                Named.of("JSON without end", exchange -> exchange.json(200, "{\"choices\":" + "[".repeat(10_000))),
                Named.of("an absurd number", exchange -> exchange.json(200, "{\"choices\":[1e99999999999999]}")),
                Named.of("another JSON", exchange -> exchange.json(200, "[1]")),
                Named.of("no choice", exchange -> exchange.json(200, "{\"choices\":[]}")),
                Named.of(
                        "another type", exchange -> exchange.stream("text/html").write('x')),
                Named.of("a line without end", ChatModelTest::longLine),
                Named.of("too much", ChatModelTest::withoutEnd));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeUsedIsToldAtOnceAndWithoutTheProvidersWords(Behaviour behaviour) {
        server.next(behaviour);

        assertThatThrownBy(() -> complete(new Heard()))
                .isInstanceOfSatisfying(PlatformException.class, thrown -> assertThat(thrown.code())
                        .isEqualTo(ErrorCode.PROVIDER_ERROR))
                .hasMessageNotContainingAny(Endpoints.KEY, "hello", "127.0.0.1");
        assertThat(server.asked()).hasSize(1);
    }

    private Completion complete(CompletionListener listener) {
        return endpoints.chat().complete("f", Endpoints.text(server), PROMPT, listener);
    }

    private static String part(String call) {
        return "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0," + call + "}]}}]}";
    }

    /** As providers do: what they refuse they repeat. */
    private static String echo(Exchange exchange) {
        return "{\"error\":{\"message\":" + Wire.quoted(exchange.asked().toString()) + "}}";
    }

    private static void withoutEnd(Exchange exchange) throws IOException {
        OutputStream out = exchange.stream("text/event-stream");
        while (true) {
            Exchange.send(out, Wire.piece("and "));
        }
    }

    private static void longLine(Exchange exchange) throws IOException {
        OutputStream out = exchange.stream("text/event-stream");
        while (true) {
            out.write('x');
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PlatformException.class, thrown -> {
            assertThat(thrown.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(thrown.retryAfter()).isPresent();
        });
    }
}
