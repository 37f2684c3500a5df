package io.insula.memory.rest;

import io.insula.kernel.rest.JsonInput;
import io.insula.memory.NewMemory;

/** What a memory looks like on its way in: {@code {content, metadata?}} or the SDKs' {@code {type, detail}}. */
final class MemoryInput {

    static final String CONTENT = "content";
    static final String DETAIL = "detail";

    /** Only a bound for reading; the formation's own limit is the service's to know. */
    private static final int LONGEST = 1_000_000;

    private MemoryInput() {}

    static NewMemory read(JsonInput input) {
        boolean detailed = input.isSent(DETAIL) && !input.isSent(CONTENT);
        String shape = detailed ? DETAIL : CONTENT;
        if (input.isSent(DETAIL) && input.isSent(CONTENT)) {
            input.fault(DETAIL, "cannot be combined with content", "conflict");
        }
        NewMemory memory = new NewMemory(
                input.requiredString(shape, LONGEST), input.string("type"), input.object("metadata"), shape);
        input.rejectUnknown(CONTENT, DETAIL, "type", "metadata", "user_id").check();
        return memory;
    }
}
