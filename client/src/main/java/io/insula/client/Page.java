package io.insula.client;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A slice of a longer list.
 *
 * @param nextCursor where the next slice begins; null at the end
 */
public record Page<T>(List<T> items, String nextCursor) {

    public Page {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** Whether there is another slice behind this one. */
    public boolean hasMore() {
        return nextCursor != null;
    }

    /** All items from the slice {@code first} on; a slice is fetched only when the stream reaches it. */
    public static <T> Stream<T> all(PageQuery first, Function<? super PageQuery, Page<T>> fetch) {
        return Stream.iterate(
                        fetch.apply(first),
                        page -> page != null,
                        page -> page.hasMore() ? fetch.apply(first.after(page.nextCursor())) : null)
                .flatMap(page -> page.items().stream());
    }
}
