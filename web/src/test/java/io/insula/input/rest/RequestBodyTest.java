package io.insula.input.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    @Test
    void readsNothingUntilSomebodyAsksAndThenOnce() {
        ByteArrayInputStream wire = stream("{\"user_id\":\"u1\",\"n\":1,\"none\":null}");
        int sent = wire.available();
        RequestBody body = new RequestBody(wire, 100);
        assertThat(wire.available()).isEqualTo(sent);

        assertThat(body.peekString("user_id")).contains("u1");
        assertThat(body.peekString("absent")).isEmpty();
        assertThat(body.peekString("none")).isEmpty();
        assertThat(body.json()).isSameAs(body.json()).containsKey("n");
        assertThat(wire.available()).isZero();
    }

    @Test
    void namesAPeekedFieldThatIsNoText() {
        RequestBody body = new RequestBody(stream("{\"user_id\":7}"), 100);

        assertThatThrownBy(() -> body.peekString("user_id"))
                .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.field()).isEqualTo("user_id")));
    }

    @Test
    void stopsReadingAtTheLimit() {
        ByteArrayInputStream wire = stream("{\"a\":\"" + "x".repeat(1000) + "\"}");
        int sent = wire.available();

        assertThatThrownBy(() -> new RequestBody(wire, 100).json())
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
        assertThat(wire.available()).isEqualTo(sent - 101);
    }

    @Test
    void isAnEmptyObjectWhereNothingWasSent() {
        assertThat(new RequestBody(InputStream.nullInputStream(), 100).json()).isEmpty();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
