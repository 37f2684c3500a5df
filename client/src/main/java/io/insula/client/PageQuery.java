package io.insula.client;

/**
 * Which slice of a list is wanted; null leaves the choice to the server.
 *
 * @param limit how many items at most
 * @param offset how many items to pass over; not together with a cursor
 * @param cursor the {@link Page#nextCursor()} of the slice before
 */
public record PageQuery(Integer limit, Integer offset, String cursor) {

    /** The first slice, as long as the server likes. */
    public static PageQuery first() {
        return new PageQuery(null, null, null);
    }

    /** The first slice, of at most {@code limit} items. */
    public static PageQuery of(int limit) {
        return new PageQuery(limit, null, null);
    }

    /** The slice behind {@code offset} items. */
    public static PageQuery of(int limit, int offset) {
        return new PageQuery(limit, offset, null);
    }

    /** A slice of the same length behind {@code cursor}. */
    public PageQuery after(String cursor) {
        return new PageQuery(limit, null, cursor);
    }
}
