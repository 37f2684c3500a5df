package io.insula.memory.rest;

import io.insula.memory.value.MemoryValue;
import java.util.List;

/** A slice of a user's values, by namespace and key. */
public record ValueList(List<ValueAnswer> values, int count, boolean hasMore) {

    /** Of one value more than the limit the surplus one tells that there is more. */
    static ValueList of(List<MemoryValue> found, int limit) {
        List<ValueAnswer> slice =
                found.stream().limit(limit).map(ValueAnswer::of).toList();
        return new ValueList(slice, slice.size(), found.size() > limit);
    }
}
