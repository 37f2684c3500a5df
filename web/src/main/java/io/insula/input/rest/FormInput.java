package io.insula.input.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a form as it was sent, read by hand: containers would look for more than was asked for, and without bound. */
public record FormInput(List<Field> fields) {

    /** One of them. */
    public record Field(String name, String value) {

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    public FormInput {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a form to its end.
     *
     * @throws PlatformException PAYLOAD_TOO_LARGE, or INVALID_REQUEST for what is no form
     */
    public static FormInput read(InputStream stream, int mostBytes) {
        try {
            byte[] bytes = stream.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw RequestBody.tooLarge(mostBytes);
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new FormInput(Stream.of(text.split("&", -1))
                    .filter(pair -> !pair.isEmpty())
                    .map(FormInput::field)
                    .toList());
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The body could not be read to its end");
        } catch (IllegalArgumentException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The body is no form");
        }
    }

    /** All values of one field. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    private static Field field(String pair) {
        String[] parts = pair.split("=", 2);
        return new Field(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
