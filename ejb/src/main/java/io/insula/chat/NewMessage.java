package io.insula.chat;

import java.util.regex.Pattern;

/**
 * What a user says.
 *
 * @param message the words
 * @param sessionId the session it belongs to, or null to begin one
 * @param agentId the agent it is meant for, or null for the formation's own
 * @param turnId names the turn over repeated attempts at it ({@code req_…}), so that what was kept of a broken one is
 *     taken up and not kept twice; null for a turn that is attempted once
 * @param name what the client calls the request; null for nothing
 */
public record NewMessage(String message, String sessionId, String agentId, String turnId, String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,254}");

    /** Whether a client may call a request so: it must fit into a path. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
