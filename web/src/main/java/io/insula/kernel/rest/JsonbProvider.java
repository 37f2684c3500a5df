package io.insula.kernel.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How records become JSON: snake_case names, absent values left out, times in UTC with milliseconds and {@code Z}. */
@Provider
public class JsonbProvider implements ContextResolver<Jsonb> {

    private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withNullValues(false)
            .withSerializers(new Rfc3339()));

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }

    /** A fixed number of digits, so that clients which compare times as text are right. */
    private static final class Rfc3339 implements JsonbSerializer<Instant> {

        private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public void serialize(Instant at, JsonGenerator out, SerializationContext context) {
            out.write(MILLIS.format(at));
        }
    }
}
