package io.insula.mcp.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;

/** The headers of one message. */
record McpHeaders(HttpHeaders sent) {

    private static final String ORIGIN = "Origin";
    private static final String VERSION = "MCP-Protocol-Version";

    /**
     * Refuses what comes out of a web page that was not allowed to: names that are made to point here later would
     * otherwise lend a page the reader's network. Programs send no such header.
     */
    McpHeaders requireOrigin(Set<String> allowed) {
        if (!allowed.containsAll(all(ORIGIN))) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "Pages of this origin may not use the server's tools: insula.mcp.allowed-origins does not name it");
        }
        return this;
    }

    /** Refuses a version of the protocol that is not spoken here; who names none speaks one that is. */
    McpHeaders requireVersion() {
        if (!all(VERSION).stream().allMatch(ProtocolVersion::isSpoken)) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST,
                    "The header " + VERSION + " must be one of " + String.join(", ", ProtocolVersion.words()));
        }
        return this;
    }

    /** The type of the answer: events only for who takes nothing else. */
    MediaType answer() {
        boolean json = sent.getAcceptableMediaTypes().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible);
        return json ? MediaType.APPLICATION_JSON_TYPE : MediaType.SERVER_SENT_EVENTS_TYPE;
    }

    private List<String> all(String name) {
        List<String> values = sent.getRequestHeader(name);
        return values == null ? List.of() : values;
    }
}
