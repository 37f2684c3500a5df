package io.insula.input.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.RequestProperties;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The JSON body of one request. It is read and parsed when somebody first asks for it, and once: a caller without a
 * valid key makes us read nothing.
 */
public final class RequestBody {

    private static final RequestBody NONE = new RequestBody(InputStream.nullInputStream(), 0);

    private final InputStream stream;
    private final int limit;
    private byte[] raw = {};
    private JsonObject json;

    RequestBody(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** The body of this request; an empty one where none was sent. */
    public static RequestBody of(ContainerRequestContext request) {
        return request.getProperty(RequestProperties.BODY) instanceof RequestBody body ? body : NONE;
    }

    /**
     * One text field of the body, for filters that need it before the resource does.
     *
     * @throws PlatformException when the body is malformed or the field is not a text
     */
    public Optional<String> peekString(String field) {
        JsonValue value = json().get(field);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw PlatformException.invalidParams(List.of(new FieldFault(field, "must be a text", "wrong_type")));
    }

    /** Whether a field of the body says yes. */
    boolean isTrue(String field) {
        return json().get(field) == JsonValue.TRUE;
    }

    /** Names what was sent, byte by byte: SHA-256 in hexadecimal. */
    public String hash() {
        json();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The whole body; an empty object where none was sent. */
    JsonObject json() {
        if (json == null) {
            raw = bytes();
            json = raw.length == 0 ? JsonValue.EMPTY_JSON_OBJECT : StrictJson.read(raw);
        }
        return json;
    }

    private byte[] bytes() {
        try {
            byte[] bytes = stream.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The body could not be read to its end");
        }
    }

    static PlatformException tooLarge(int limit) {
        return new PlatformException(
                ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than the " + limit + " bytes that are accepted");
    }
}
