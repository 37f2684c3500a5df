package io.insula.input.rest;

import io.insula.kernel.rest.RequestProperties;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Hands resources the body that the filters before them may already have read. */
@Provider
public class JsonInputReader implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() != JsonInput.class) {
            return context.proceed();
        }
        JsonObject json = context.getProperty(RequestProperties.BODY) instanceof RequestBody body
                ? body.json()
                : JsonValue.EMPTY_JSON_OBJECT;
        return new JsonInput(json);
    }
}
