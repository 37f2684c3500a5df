package io.insula.kernel.rest;

import io.insula.kernel.Setting;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about HTTP.
 *
 * @param maxBodyBytes the largest body that is read, in bytes
 * @param maxUploadBytes the same where a body brings whole files
 * @param apiPage whether the description of the API is shown as a page
 */
public record HttpConfiguration(int maxBodyBytes, int maxUploadBytes, boolean apiPage) {

    private static final String SHOWN = "true";
    private static final String HIDDEN = "false";

    static final Setting<Integer> MAX_BODY_BYTES =
            Setting.number("insula.http.max-body-bytes", 1 << 10, 1 << 26, 1 << 20);
    /** A formation is at most 2 MiB of text, and JSON may write a character as six. */
    static final Setting<Integer> MAX_UPLOAD_BYTES =
            Setting.number("insula.http.max-upload-bytes", 1 << 10, 1 << 26, 1 << 23);

    static final Setting<String> API_PAGE = Setting.text("insula.http.api-page", SHOWN);

    public HttpConfiguration {
        MAX_BODY_BYTES.check(maxBodyBytes);
        MAX_UPLOAD_BYTES.check(maxUploadBytes);
    }

    /** The defaults, for where no configuration is present. */
    static HttpConfiguration defaults() {
        return new HttpConfiguration(MAX_BODY_BYTES.fallback(), MAX_UPLOAD_BYTES.fallback(), true);
    }

    /** What is set. */
    public static HttpConfiguration read(Config config) {
        return new HttpConfiguration(
                MAX_BODY_BYTES.read(config), MAX_UPLOAD_BYTES.read(config), isShown(API_PAGE.read(config)));
    }

    private static boolean isShown(String set) {
        if (!set.equals(SHOWN) && !set.equals(HIDDEN)) {
            throw new IllegalArgumentException(API_PAGE.name() + " is " + set + "; it must be true or false");
        }
        return set.equals(SHOWN);
    }
}
