package io.insula.access.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Header values as UTF-8. Servers read them as Latin-1, one character a byte; names of users are written in all the
 * world's letters.
 */
final class HeaderText {

    private static final char LAST_ASCII = 0x7F;
    private static final char LAST_LATIN_1 = 0xFF;

    private HeaderText() {}

    /** All values of a header, one for each time it was sent. */
    static List<String> all(ContainerRequestContext request, String header) {
        return request.getHeaders().getOrDefault(header, List.of()).stream()
                .map(value -> decode(header, value))
                .toList();
    }

    static String decode(String header, String value) {
        boolean plain = value.chars().allMatch(c -> c <= LAST_ASCII);
        if (plain || value.chars().anyMatch(c -> c > LAST_LATIN_1)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The header " + header + " is not valid UTF-8");
        }
    }
}
