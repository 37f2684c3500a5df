package io.insula.memory.rest;

import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a caller has read, as the header {@code If-Match} names it. */
final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("\"?([1-9]\\d{0,8})\"?");

    private IfMatch() {}

    /** The version, or null where the header is absent or takes any. */
    static Integer version(String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw PlatformException.invalidParams(List.of(
                    new FieldFault("If-Match", "must be the version that was read, such as \"3\"", "malformed")));
        }
        return Integer.valueOf(version.group(1));
    }
}
