package io.insula.mcp.rest;

import java.util.Arrays;
import java.util.List;

/** The versions of the Model Context Protocol that are spoken here, newest first. */
enum ProtocolVersion {
    NOVEMBER_2025("2025-11-25"),
    JUNE_2025("2025-06-18"),
    MARCH_2025("2025-03-26");

    private final String word;

    ProtocolVersion(String word) {
        this.word = word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(version -> version.word).toList();
    }

    static boolean isSpoken(String word) {
        return words().contains(word);
    }

    /** What is spoken with a client that would like this version: it, or the newest, which the client may decline. */
    static String agreed(String wanted) {
        return isSpoken(wanted) ? wanted : NOVEMBER_2025.word;
    }
}
