package io.insula.search;

import java.time.Instant;

/**
 * A text that may answer, of the asking user's own.
 *
 * @param created when it was said; null where that is not known: it is then neither new nor replaced
 * @param cosine of its vector and the question's, both by one model; 0 where there is none
 * @param keyword how it meets the question's words, as {@link TermIndex} found it
 */
public record Candidate(String id, String content, Instant created, double cosine, Keyword keyword) {}
