package io.insula.memory.working;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.memory.working.testing.Packed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers is an answer of the protocol, within what was asked for, or it is refused as nonsense. */
class RemoteReplyTest {

    private static final int MOST = 3;

    @Test
    void numbersAreTakenAndDistancesAreNot() {
        RemoteReply reply = RemoteReply.read(Packed.proposing(4, 2, -1), MOST);

        assertThat(reply.success()).isTrue();
        assertThat(reply.numbers()).containsExactly(4L, 2L, -1L);
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        byte[] frame = Packed.frame(Map.of(
                "version", "1", "timestamp", 1.5, "more", List.of(Map.of("a", List.of(1, "x"))), "success", true));

        assertThat(RemoteReply.read(frame, MOST).success()).isTrue();
    }

    @Test
    void aMissingIndexIsKnownFromOtherFailures() {
        assertThat(failure("Index abc does not exist").missing()).isTrue();
        assertThat(failure("Index abc not found").missing()).isTrue();
        assertThat(failure("Invalid API key").missing()).isFalse();
    }

    static Stream<byte[]> nonsense() {
        Map<String, Object> result = Map.of("indices", List.of(1));
        return Stream.of(
                new byte[0],
                "HTTP/1.1 200 OK".getBytes(StandardCharsets.UTF_8),
                Packed.frame(Map.of()),
                Packed.frame(Map.of("success", "yes")),
                Packed.frame(Map.of("success", true, "total", "many")),
                Packed.frame(Map.of("success", true, "results", List.of())),
                Packed.frame(Map.of("success", true, "results", List.of(result, result))),
                Packed.frame(Map.of("success", true, "results", List.of(List.of(1)))),
                Packed.frame(Map.of("success", true, "results", "none")),
                Packed.proposing(1, 2, 3, 4),
                Packed.proposing("wrk_1"),
                Packed.proposing(1.5),
                Packed.frame(Map.of("x".repeat(200), true, "success", true)),
                twice(Packed.proposing(1)));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(byte[] frame) {
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> RemoteReply.read(frame, MOST))
                .satisfies(failure -> assertThat(failure.isRefusal()).isFalse());
    }

    /** Headers that claim four thousand million entries or bytes: no room is made for what is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dfffffffff",
                "df7fffffff",
                "ddffffffff",
                "81dbffffffff",
                "81db7fffffff61",
                "81a17adf7fffffff",
                "81a17add7fffffff",
                "81a17ac67fffffff",
                "82a773756363657373c3a7726573756c7473dd7fffffff"
            })
    void aFrameThatClaimsMoreThanItHoldsTakesNoRoom(String hex) {
        byte[] frame = HexFormat.of().parseHex(hex);

        assertThatExceptionOfType(RemoteFailure.class).isThrownBy(() -> RemoteReply.read(frame, MOST));
    }

    @Test
    void noByteOfAnAnswerCanBeTurnedIntoAnotherFailure() {
        byte[] sound = Packed.proposing(1, 2, 3);
        Random random = new Random(20261122);

        assertThat(IntStream.range(0, 20_000)).allSatisfy(i -> {
            byte[] frame = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            try {
                assertThat(RemoteReply.read(frame, MOST).numbers()).hasSizeLessThanOrEqualTo(MOST);
            } catch (RemoteFailure refused) {
                assertThat(refused.isRefusal()).isFalse();
            }
        });
    }

    private static RemoteReply failure(String error) {
        return RemoteReply.read(Packed.frame(Map.of("success", false, "error", error)), MOST);
    }

    private static byte[] twice(byte[] frame) {
        byte[] both = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, both, frame.length, frame.length);
        return both;
    }
}
