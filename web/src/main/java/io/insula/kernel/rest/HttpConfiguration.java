package io.insula.kernel.rest;

import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about HTTP.
 *
 * @param maxBodyBytes {@value #MAX_BODY_BYTES}: the largest body that is read, in bytes
 */
public record HttpConfiguration(int maxBodyBytes) {

    static final String MAX_BODY_BYTES = "insula.http.max-body-bytes";

    private static final int DEFAULT_BODY = 1 << 20;
    private static final int SMALLEST_BODY = 1 << 10;
    private static final int LARGEST_BODY = 1 << 26;

    public HttpConfiguration {
        if (maxBodyBytes < SMALLEST_BODY || maxBodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException(MAX_BODY_BYTES + " is " + maxBodyBytes + ", but must be between "
                    + SMALLEST_BODY + " and " + LARGEST_BODY + " bytes");
        }
    }

    /** The defaults, for where no configuration is present. */
    static HttpConfiguration defaults() {
        return new HttpConfiguration(DEFAULT_BODY);
    }

    static HttpConfiguration read(Config config) {
        return new HttpConfiguration(
                config.getOptionalValue(MAX_BODY_BYTES, Integer.class).orElse(DEFAULT_BODY));
    }
}
