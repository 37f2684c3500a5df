package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.FieldFault;
import io.insula.memory.CollectionService;
import io.insula.memory.MemoryChange;
import io.insula.memory.NewMemory;
import java.time.Instant;
import java.util.function.Function;

/** What a memory looks like on its way in: {@code {content, metadata?}} or the SDKs' {@code {type, detail}}. */
public final class MemoryInput {

    static final String CONTENT = "content";
    static final String DETAIL = "detail";

    static final String COLLECTION = "collection";
    static final String EXPIRES_AT = "expires_at";
    private static final String METADATA = "metadata";
    private static final String TYPE = "type";
    private static final String VERSION = "version";

    /** Only a bound for reading; the formation's own limit is the service's to know. */
    private static final int LONGEST = 1_000_000;

    private MemoryInput() {}

    /** Reads something that is to be remembered. */
    public static NewMemory read(JsonInput input, Instant now) {
        String shape = shape(input);
        NewMemory memory = new NewMemory(
                input.requiredString(shape, LONGEST),
                input.string(TYPE),
                input.object(METADATA),
                shape,
                collection(input),
                expiry(input, now));
        input.rejectUnknown(CONTENT, DETAIL, TYPE, METADATA, COLLECTION, EXPIRES_AT, "user_id")
                .check();
        return memory;
    }

    /**
     * Reads a change.
     *
     * @param expected the version that a header names; null for none
     */
    static MemoryChange readChange(JsonInput input, Instant now, Integer expected) {
        String shape = shape(input);
        String content = input.optionalString(shape, LONGEST);
        Integer version = input.integer(VERSION, 1, Integer.MAX_VALUE);
        if (version != null && expected != null && !version.equals(expected)) {
            input.fault(VERSION, "must agree with the header If-Match", "conflict");
        }
        if (input.isCleared(CONTENT) || input.isCleared(DETAIL)) {
            input.fault(shape, "cannot be taken away; delete the memory instead", "missing");
        }
        MemoryChange change = new MemoryChange(
                content,
                content == null ? null : shape,
                put(input, TYPE, input::string),
                put(input, METADATA, input::object),
                collection(input),
                put(input, EXPIRES_AT, field -> expiry(input, now)),
                version == null ? expected : version);
        input.rejectUnknown(CONTENT, DETAIL, TYPE, METADATA, COLLECTION, EXPIRES_AT, VERSION, "user_id")
                .check();
        return change;
    }

    static FieldFault noCollection(String field) {
        return new FieldFault(
                field,
                "must be 1 to 63 characters of a-z, 0-9, - and _, and begin with a letter or digit",
                "malformed");
    }

    private static String shape(JsonInput input) {
        if (input.isSent(DETAIL) && input.isSent(CONTENT)) {
            input.fault(DETAIL, "cannot be combined with content", "conflict");
        }
        return input.isSent(DETAIL) && !input.isSent(CONTENT) ? DETAIL : CONTENT;
    }

    static String collection(JsonInput input) {
        String collection = input.string(COLLECTION);
        if (collection != null && !CollectionService.isName(collection)) {
            FieldFault fault = noCollection(COLLECTION);
            input.fault(fault.field(), fault.message(), fault.type());
        }
        return collection;
    }

    private static Instant expiry(JsonInput input, Instant now) {
        Instant expiry = input.instant(EXPIRES_AT);
        if (expiry != null && !expiry.isAfter(now)) {
            input.fault(EXPIRES_AT, "must lie in the future", "out_of_range");
        }
        return expiry;
    }

    private static <T> MemoryChange.Put<T> put(JsonInput input, String field, Function<String, T> read) {
        return input.isSent(field) || input.isCleared(field) ? new MemoryChange.Put<>(read.apply(field)) : null;
    }
}
