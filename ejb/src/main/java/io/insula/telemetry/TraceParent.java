package io.insula.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which step of which trace something belongs to, as W3C Trace Context writes it.
 *
 * @param sampled whether whoever made the step records it
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

    /** The name of the header. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern ZEROS = Pattern.compile("0+");

    /** What a caller sent; empty where it is not there, is there twice or is not well formed. */
    public static Optional<TraceParent> read(List<String> headers) {
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(headers.get(0));
        if (!form.matches() || !isKnown(form.group(1), form.group(5))) {
            return Optional.empty();
        }
        String trace = form.group(2);
        String span = form.group(3);
        if (ZEROS.matcher(trace).matches() || ZEROS.matcher(span).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
        return Optional.of(new TraceParent(trace, span, sampled));
    }

    /** Later versions may say more behind what this one says. */
    private static boolean isKnown(String version, String more) {
        return !version.equals("ff") && (more == null || !version.equals("00"));
    }

    /** As a header has it. */
    @Override
    public String toString() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }
}
