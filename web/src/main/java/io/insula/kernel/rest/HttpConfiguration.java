package io.insula.kernel.rest;

import io.insula.kernel.Setting;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about HTTP.
 *
 * @param maxBodyBytes the largest body that is read, in bytes
 */
public record HttpConfiguration(int maxBodyBytes) {

    static final Setting<Integer> MAX_BODY_BYTES =
            Setting.number("insula.http.max-body-bytes", 1 << 10, 1 << 26, 1 << 20);

    public HttpConfiguration {
        MAX_BODY_BYTES.check(maxBodyBytes);
    }

    /** The defaults, for where no configuration is present. */
    static HttpConfiguration defaults() {
        return new HttpConfiguration(MAX_BODY_BYTES.fallback());
    }

    static HttpConfiguration read(Config config) {
        return new HttpConfiguration(MAX_BODY_BYTES.read(config));
    }
}
