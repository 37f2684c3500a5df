package io.insula.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * A slice of a longer list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor opaque, to be sent back for the next slice; null at the end
 */
public record Page<T>(List<T> items, String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same slice with each item turned into another shape. */
    public <R> Page<R> map(Function<? super T, ? extends R> shape) {
        return new Page<>(items.stream().<R>map(shape).toList(), nextCursor);
    }
}
