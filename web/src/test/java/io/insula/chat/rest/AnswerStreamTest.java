package io.insula.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {

    private static final int MORE_THAN_FIT = 1_000;

    private final AnswerStream stream = new AnswerStream();

    @Test
    void piecesComeInTheirOrderAndNoneIsLostWhenTheReaderIsSlow() throws Exception {
        CompletableFuture<Void> maker = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                stream.token(String.valueOf(i));
            }
        });
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_FIT; i++) {
            heard.add(((AnswerStream.Token) stream.next(Duration.ofSeconds(10))).piece());
        }
        maker.get(10, TimeUnit.SECONDS);
        assertThat(heard)
                .hasSize(MORE_THAN_FIT)
                .isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    }

    @Test
    void whoeverMakesTheAnswerIsNotHeldUpByAReaderWhoLeft() throws Exception {
        CompletableFuture<Boolean> maker = CompletableFuture.supplyAsync(() -> {
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                stream.token("piece");
            }
            return stream.isGone();
        });
        stream.next(Duration.ofSeconds(10));
        stream.leave();

        assertThat(maker.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
