package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request path as it came over the wire, behind the base path: which formation it names and which route follows.
 *
 * @param formation the formation's id, or null on the short base path
 * @param prefix what stands before the route, ending in a slash: {@code api/acme/}, or nothing
 */
public record RequestPath(String formation, String prefix) {

    /** The same paths under two spellings are how walls in front of us are passed by, so only one spelling is taken. */
    private static final Pattern SECOND_SPELLING =
            Pattern.compile("^/|//|[;\\\\]|%(?:2[fF]|5[cC]|3[bB]|2[eE]|[01]\\p{XDigit}|7[fF])|(?:^|/)\\.{1,2}(?:/|$)");

    private static final Pattern NAMED = Pattern.compile("api/([^/]*)/(?:v1(?:/.*)?|mcp)");
    private static final Pattern FORMATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern MUXI = Pattern.compile("(?:api/[^/]*/)?v1(?!/admin(?:/|$))(?:/.*)?");
    /** Not a formation: another surface lives there. */
    private static final String RESERVED = "nfs";

    static RequestPath of(String raw) {
        if (SECOND_SPELLING.matcher(raw).find()) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST,
                    "The path must not contain empty or dot segments, ';', '\\' or encoded separators");
        }
        Matcher named = NAMED.matcher(raw);
        if (!named.matches() || RESERVED.equals(named.group(1))) {
            return new RequestPath(null, "");
        }
        String id = named.group(1);
        if (!FORMATION.matcher(id).matches()) {
            throw PlatformException.notFound("Formation");
        }
        return new RequestPath(id, "api/" + id + "/");
    }

    /** Whether clients of this path expect the MUXI envelope; also answers for paths that do not exist. */
    public static boolean isMuxi(String raw) {
        return MUXI.matcher(raw.startsWith("/") ? raw.substring(1) : raw).matches();
    }
}
