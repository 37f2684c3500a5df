package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import io.insula.memory.CollectionService;
import io.insula.memory.MemoryFilter;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which memories are meant, as a list or a search is asked for them: in the query, or in a body's fields. */
public final class FilterInput {

    static final String COLLECTION = "collection";
    static final String COLLECTIONS = "collections";
    static final String SESSION = "session_id";
    static final String SINCE = "since";
    static final String UNTIL = "until";
    static final String METADATA = "metadata";

    private static final int MOST_COLLECTIONS = 50;
    private static final int MOST_FIELDS = 20;

    private FilterInput() {}

    static MemoryFilter read(QueryInput query) {
        MemoryFilter filter = new MemoryFilter(
                query.all(COLLECTION, MOST_COLLECTIONS),
                query.optional(SESSION, JsonInput.SHORT),
                query.instant(SINCE),
                query.instant(UNTIL),
                query.object(METADATA));
        fault(filter).ifPresent(fault -> {
            throw PlatformException.invalidParams(List.of(fault));
        });
        return filter;
    }

    /** Reads the fields of a body, whose reader ends with {@link JsonInput#check}. */
    public static MemoryFilter read(JsonInput input) {
        boolean several = input.isSent(COLLECTIONS);
        if (several && input.isSent(COLLECTION)) {
            input.fault(COLLECTIONS, "cannot be combined with collection", "conflict");
        }
        MemoryFilter filter = new MemoryFilter(
                input.strings(several ? COLLECTIONS : COLLECTION, MOST_COLLECTIONS),
                input.string(SESSION),
                input.instant(SINCE),
                input.instant(UNTIL),
                input.object(METADATA));
        fault(filter).ifPresent(fault -> input.fault(fault.field(), fault.message(), fault.type()));
        return filter;
    }

    private static Optional<FieldFault> fault(MemoryFilter filter) {
        if (!filter.collections().stream().allMatch(CollectionService::isName)) {
            return Optional.of(MemoryInput.noCollection(COLLECTION));
        }
        Instant since = filter.since();
        if (since != null && filter.until() != null && !since.isBefore(filter.until())) {
            return Optional.of(new FieldFault(UNTIL, "must be later than since", "out_of_range"));
        }
        return filter.metadata() == null ? Optional.empty() : fault(filter.metadata());
    }

    private static Optional<FieldFault> fault(JsonObject metadata) {
        if (metadata.size() > MOST_FIELDS) {
            return Optional.of(new FieldFault(METADATA, "must name at most " + MOST_FIELDS + " fields", "too_many"));
        }
        Set<JsonValue.ValueType> plain = Set.of(
                JsonValue.ValueType.STRING,
                JsonValue.ValueType.NUMBER,
                JsonValue.ValueType.TRUE,
                JsonValue.ValueType.FALSE);
        if (!metadata.values().stream().map(JsonValue::getValueType).allMatch(plain::contains)) {
            return Optional.of(new FieldFault(METADATA, "must hold texts, numbers, true or false only", "wrong_type"));
        }
        return Optional.empty();
    }
}
