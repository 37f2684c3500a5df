package io.insula.kernel.rest;

import io.insula.kernel.Setting;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about HTTP.
 *
 * @param maxBodyBytes the largest body that is read, in bytes
 * @param maxUploadBytes the same where a body brings whole files
 */
public record HttpConfiguration(int maxBodyBytes, int maxUploadBytes) {

    static final Setting<Integer> MAX_BODY_BYTES =
            Setting.number("insula.http.max-body-bytes", 1 << 10, 1 << 26, 1 << 20);
    /** A formation is at most 2 MiB of text, and JSON may write a character as six. */
    static final Setting<Integer> MAX_UPLOAD_BYTES =
            Setting.number("insula.http.max-upload-bytes", 1 << 10, 1 << 26, 1 << 23);

    public HttpConfiguration {
        MAX_BODY_BYTES.check(maxBodyBytes);
        MAX_UPLOAD_BYTES.check(maxUploadBytes);
    }

    /** The defaults, for where no configuration is present. */
    static HttpConfiguration defaults() {
        return new HttpConfiguration(MAX_BODY_BYTES.fallback(), MAX_UPLOAD_BYTES.fallback());
    }

    static HttpConfiguration read(Config config) {
        return new HttpConfiguration(MAX_BODY_BYTES.read(config), MAX_UPLOAD_BYTES.read(config));
    }
}
