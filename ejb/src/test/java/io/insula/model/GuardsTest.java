package io.insula.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.formation.TextModel;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.model.PromptMessage.Role;
import io.insula.model.testing.ModelServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardsTest {

    private static final List<PromptMessage> PROMPT = List.of(new PromptMessage(Role.USER, "Hello"));

    private final ModelServer server = ModelServer.start();
    private final ModelServer other = ModelServer.start();
    private final TextModel model = Endpoints.text(server, 0, Duration.ofSeconds(40));
    private Endpoints endpoints = new Endpoints();

    @AfterEach
    void close() {
        endpoints.close();
        server.close();
        other.close();
    }

    @Test
    void aProviderThatFailsIsLeftAloneAndNobodyElseFeelsIt() {
        breakIt("one");

        assertThatThrownBy(() -> ask("one")).isInstanceOfSatisfying(PlatformException.class, thrown -> {
            assertThat(thrown.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(thrown.retryAfter()).contains(Duration.ofMinutes(10));
        });
        assertThat(server.asked()).hasSize(4);
        assertThat(ask("two").text()).isEqualTo("The model's answer.");
        assertThat(endpoints
                        .chat()
                        .complete("one", Endpoints.text(other), PROMPT, CompletionListener.NONE)
                        .text())
                .isEqualTo("The model's answer.");
    }

    @Test
    void itIsAskedAgainAfterAWhile() {
        endpoints.close();
        endpoints = new Endpoints(new ModelConfiguration(
                4,
                4,
                Duration.ofMinutes(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                9999,
                4,
                Duration.ofMillis(1)));
        breakIt("one");

        CompletableFuture<Completion> answer = CompletableFuture.supplyAsync(() -> {
            while (true) {
                try {
                    return ask("one");
                } catch (PlatformException stillLeftAlone) {
                    Thread.onSpinWait();
                }
            }
        });

        assertThat(answer.join().text()).isEqualTo("The model's answer.");
    }

    @Test
    void whatAProviderRefusesDoesNotShutTheOthersOut() {
        for (int i = 0; i < 8; i++) {
            server.next(exchange -> exchange.json(400, "{}"));
            assertThatThrownBy(() -> ask("one")).isInstanceOf(PlatformException.class);
        }

        assertThat(ask("one").text()).isEqualTo("The model's answer.");
    }

    @Test
    void noMoreCallsAreUnderWayThanMayBe() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            server.next(exchange -> {
                inside.countDown();
                goOn.await();
                exchange.say("late");
            });
        }
        List<Thread> callers = Stream.generate(() -> new Thread(() -> ask("one")))
                .limit(4)
                .peek(Thread::start)
                .toList();
        inside.await();

        assertThatThrownBy(() -> ask("one")).hasMessageContaining("Too many calls");
        assertThat(ask("two").text()).isEqualTo("The model's answer.");
        goOn.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(ask("one").text()).isEqualTo("The model's answer.");
    }

    private void breakIt(String formation) {
        for (int i = 0; i < 4; i++) {
            server.next(exchange -> exchange.json(500, "{}"));
            assertThatThrownBy(() -> ask(formation)).isInstanceOf(PlatformException.class);
        }
    }

    private Completion ask(String formation) {
        return endpoints.chat().complete(formation, model, PROMPT, CompletionListener.NONE);
    }
}
