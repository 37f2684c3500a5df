package io.insula.audit;

/**
 * Something that is not as it was sealed.
 *
 * @param kind {@code changed}, {@code missing}, {@code swapped}, {@code forged}, {@code cut}, {@code inserted} or
 *     {@code late}
 * @param position where in the chain; null for what is in no chain
 * @param entryId the entry at fault; null where nothing is left to tell its id
 * @param message what is wrong, in words
 */
public record ChainFault(String kind, Long position, String entryId, String message) {

    static final String CHANGED = "changed";
    static final String MISSING = "missing";
    static final String SWAPPED = "swapped";
    static final String FORGED = "forged";
    static final String CUT = "cut";
    static final String INSERTED = "inserted";
    static final String LATE = "late";
}
