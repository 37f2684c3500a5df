package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Exchange;
import io.insula.model.testing.Wire;
import io.insula.system.wire.Asking;
import java.io.IOException;
import java.io.OutputStream;

/** What may befall a turn while the model answers. */
enum Mishap {
    DOWN(false) {
        @Override
        void befall(ModelServer provider) {
            ModelServer.Behaviour down = exchange -> exchange.json(503, "{}");
            provider.next(down).next(down);
        }

        @Override
        void suffer(Asking turn) {
            assertThat(turn.send().status()).isEqualTo(503);
        }
    },
    UNUSABLE(false) {
        @Override
        void befall(ModelServer provider) {
            provider.next(exchange -> exchange.json(401, "{}"));
        }

        @Override
        void suffer(Asking turn) {
            assertThat(turn.send().status()).isEqualTo(502);
        }
    },
    CUT_IN_THE_MIDDLE(true) {
        @Override
        void befall(ModelServer provider) {
            provider.next(exchange -> {
                Exchange.send(exchange.stream("text/event-stream"), Wire.piece("Half an"));
                throw new IOException("The line is cut");
            });
        }

        @Override
        void suffer(Asking turn) {
            assertThat(turn.send().body()).contains("Half an", "event: error").doesNotContain("event: done");
        }
    },
    LEFT_BY_THE_CLIENT(true) {
        @Override
        void befall(ModelServer provider) {
            provider.next(exchange -> {
                OutputStream out = exchange.stream("text/event-stream");
                while (!Thread.currentThread().isInterrupted()) {
                    Exchange.send(out, Wire.piece("on and "));
                    Thread.sleep(20);
                }
            });
        }

        @Override
        void suffer(Asking turn) {
            assertThat(turn.hears("on and")).isTrue();
        }
    };

    private final boolean streamed;

    Mishap(boolean streamed) {
        this.streamed = streamed;
    }

    boolean streamed() {
        return streamed;
    }

    abstract void befall(ModelServer provider);

    /** Sends the turn and sees how it fails. */
    abstract void suffer(Asking turn);
}
